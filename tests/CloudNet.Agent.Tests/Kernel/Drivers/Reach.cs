using System.Net;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>What crosses between two workloads.</summary>
internal static class Reach
{
    private const int Bytes = 4_000_000;

    /// <summary>From here on the workload answers to one address alone: who comes under another is not heard.</summary>
    public static Task SeesOnlyAsync(NetworkNamespace inside, IPAddress address) => inside.RunAsync(address.GetAddressBytes().Length == 4
        ? $"nft 'add table ip own; add chain ip own in {{ type filter hook input priority 0; }}; add rule ip own in ip saddr != {address} drop'"
        : $"nft 'add table ip6 own; add chain ip6 own in {{ type filter hook input priority 0; }}; add rule ip6 own in icmpv6 type echo-request ip6 saddr != {address} drop'");

    /// <summary>It answers to all again.</summary>
    public static Task SeesAllAsync(NetworkNamespace inside) => inside.RunAsync("nft flush ruleset");

    /// <summary>Some megabytes by TCP, one connection, arrive as they were sent.</summary>
    public static async Task SendsAsync(NetworkNamespace from, NetworkNamespace to, IPAddress address)
    {
        var (family, host) = address.GetAddressBytes().Length == 4 ? ("TCP4", $"{address}") : ("TCP6", $"[{address}]");
        var file = Path.GetTempFileName();
        try
        {
            var bytes = new byte[Bytes];
            new Random(1).NextBytes(bytes);
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            // The server is there before the client begins: it is asked for until it listens.
            var arrived = to.RunAsync($"timeout 20 socat -u {family}-LISTEN:5001,reuseaddr - | sha256sum");
            await from.RunAsync($"timeout 20 socat -u FILE:{file} {family}:{host}:5001,retry=100,interval=0.1");
            Assert.StartsWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), await arrived, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
