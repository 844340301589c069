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
}
