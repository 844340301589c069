using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Segments;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Kernel.Drivers;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Segments;

/// <summary>An address that something on another host has is found out, through real tunnels.</summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class SegmentProbeTests
{
    [Theory]
    [InlineData(NetworkDriver.Bridge)]
    [InlineData(NetworkDriver.Gre)]
    public async Task What_another_host_has_is_found_and_what_nobody_has_is_not(NetworkDriver driver)
    {
        var segment = Sample.Blue.With(settings => settings with { Driver = driver, Ranges = [.. settings.Ranges, IPNetwork.Parse("fd00:1::/48")] })
            .With(Sample.Member(1, "10.100.1.0/24,fd00:1:0:1::/64")).With(Sample.Member(2, "10.100.2.0/24,fd00:1:0:2::/64")).Without(3);
        await using var wire = await Wire.CreateAsync(2, withSwitch: driver == NetworkDriver.Gre);
        await wire[1].BuildAsync(segment);
        var (inside, attachment) = await wire.AttachAsync(2, segment, "10.100.2.2,fd00:1:0:2::2");
        await wire[2].BuildAsync(segment, attachment);
        await inside.RunAsync("ip address add 10.100.1.9/16 dev eth0; ip address add fd00:1:0:1::9/48 dev eth0 nodad");
        var probe = new SegmentProbe(
            wire[1].Networks, (family, kind, protocol) => wire[1].Netns.Make(() => new Socket(family, kind, protocol)), TimeProvider.System);
        // A tunnel that was just made may lose the first.
        for (var tries = 1; await AskAsync("10.100.1.9") != attachment.Mac; tries++) Assert.NotEqual(20, tries);
        Assert.Equal(attachment.Mac, await AskAsync("fd00:1:0:1::9"));
        Assert.Null(await AskAsync("10.100.1.8"));
        Assert.Null(await AskAsync("fd00:1:0:1::8"));

        async Task<MacAddress?> AskAsync(string address) =>
            (await probe.HolderAsync(segment.Id, [IPAddress.Parse(address)], TestContext.Current.CancellationToken))?.Mac;
    }
}
