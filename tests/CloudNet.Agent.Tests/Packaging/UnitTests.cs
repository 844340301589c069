using CloudNet.Agent.Tests.Kernel;
using Xunit;

namespace CloudNet.Agent.Tests.Packaging;

/// <summary>What systemd is told of the service leaves it what it needs.</summary>
[Trait("needs", "root")]
public sealed class UnitTests
{
    private const string Setting = "CapabilityBoundingSet=";

    [Theory]
    [InlineData("socat -u /dev/null UDP4-SENDTO:192.168.124.51:9,bind=192.168.124.51:53")] // names
    [InlineData("ip link add cn-br5 type bridge")]
    [InlineData("nft add table inet cloudnet")]
    [InlineData("nsenter --net=/proc/self/ns/net true")]
    public async Task Its_capabilities_are_enough(string line)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync($"setpriv --bounding-set=-all {line} 2>&1"));
        var all = File.ReadLines(InstallScriptTests.Template()).Where(text => text.StartsWith(Setting, StringComparison.Ordinal))
            .SelectMany(text => text[Setting.Length..].Split(' ')).Select(one => $"+{one["CAP_".Length..].ToLowerInvariant()}");
        await host.RunAsync($"setpriv --bounding-set=-all,{string.Join(',', all)} {line}");
    }
}
