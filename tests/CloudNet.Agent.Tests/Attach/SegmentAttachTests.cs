using System.Net;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Attaching to a segment that all hosts share.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class SegmentAttachTests
{
    [Fact]
    public async Task OnASharedSegment_TheMacFollowsFromTheAddress_AndAllOfItIsOnTheLink()
    {
        var blue = Sample.BlueView(1, 2);
        await using var rig = await AgentRig.StartAsync(blue with { Settings = blue.Settings with { Driver = NetworkDriver.Bridge } });
        await using var web = await NetworkNamespace.CreateAsync();
        var workload = await rig.AttachAsync(web.Name);
        Assert.Equal("0a:77:0a:64:01:02", workload.Mac.ToString());
        Assert.Contains("10.100.1.2/16", await web.RunAsync("ip -4 address show dev eth0"));
        await web.RunAsync("ping -c 1 -W 2 10.100.1.1");
    }

    [Fact]
    public async Task AnAddressThatAnotherHostHas_IsPassedOver_AndRefusedWhereItIsAskedFor()
    {
        var blue = Sample.BlueView(1, 2);
        await using var rig = await AgentRig.StartAsync(blue with { Settings = blue.Settings with { Driver = NetworkDriver.Bridge } });
        await rig.SettledAsync();
        // The other host, whose address 10.100.1.2 is this one's to give.
        await using var other = await NetworkNamespace.CreateAsync();
        await rig.Host.RunAsync($"ip link add cable type veth peer name eth0 netns {other.Name}; ip link set dev cable up; ip route add 192.168.124.52 dev cable");
        await other.RunAsync("""
            ip address add 192.168.124.52/32 dev eth0; ip link set dev eth0 up; ip route add 192.168.124.51 dev eth0
            ip link add vx type vxlan id 1 local 192.168.124.52 dstport 4789; bridge fdb append 00:00:00:00:00:00 dev vx dst 192.168.124.51
            ip address add 10.100.1.2/16 dev vx; ip link set dev vx up
            """);
        await using var web = await NetworkNamespace.CreateAsync();
        Assert.Matches(
            "^Nothing was attached: 10.100.1.2 is in use on another host",
            await rig.RefusedAsync(web.Name, address: IPAddress.Parse("10.100.1.2")));
        Assert.Equal([IPAddress.Parse("10.100.1.3")], (await rig.AttachAsync(web.Name)).Addresses);
        Assert.Contains("10.100.1.2 is in use on another host, by MAC ", rig.Log, StringComparison.Ordinal);
    }
}
