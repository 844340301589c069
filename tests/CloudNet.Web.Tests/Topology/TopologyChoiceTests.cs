using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Topology;
using Xunit;

namespace CloudNet.Web.Tests.Topology;

public sealed class TopologyChoiceTests
{
    [Fact]
    public void Link_is_read_back_as_the_same_choice()
    {
        var model = TopologyModel.Of(TestFleet.Lab().Snapshot());
        TopologyChoice[] choices =
        [
            TopologyChoice.Host("v1"), TopologyChoice.Network("blue"),
            TopologyChoice.Of(model.TunnelsToDraw(null).First()), TopologyChoice.Of(model.Hosts[0].Workloads[0]),
        ];

        Assert.All(choices, choice => Assert.Equal(choice, TopologyChoice.Parse(choice.Link["topology?at=".Length..])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:v1:v2")]
    [InlineData("tunnel:blue:v1")]
    [InlineData("planet:mars")]
    public void What_makes_no_sense_is_nothing(string? text) => Assert.Equal(TopologyChoice.Nothing, TopologyChoice.Parse(text));

    [Fact]
    public void Network_lights_its_hosts_and_tunnels_only()
    {
        var model = TopologyModel.Of(TestFleet.Lab().Snapshot());
        var choice = TopologyChoice.Network("classic");

        Assert.Equal(["v1", "v2"], model.Hosts.Where(choice.Lights).Select(node => node.Host.Name));
        Assert.Equal(["tunnel-classic-v1-v2"], model.TunnelsToDraw(null).Where(choice.Lights).Select(tunnel => tunnel.Hook));
    }
}
