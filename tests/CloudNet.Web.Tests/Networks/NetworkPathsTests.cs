using Bunit;
using Bunit.Rendering;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Paths;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

public sealed class NetworkPathsTests : DashboardContext
{
    [Fact]
    public void Each_pair_has_its_cell_and_what_is_wrong_is_said()
    {
        var fleet = new TestFleet().Host("v1").Host("v2").Host("v3", HostLinkState.Down).Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"]);
        Say(fleet, "v1", "v2", path => path);
        Say(fleet, "v2", "v1", path => path with { Mtu = 1400 });
        Say(fleet, "v1", "v3", path => path with { Reached = false, Fault = PathFault.Host, Mtu = null, LatencyMicroseconds = null });
        Say(fleet, "v2", "v3", path => path with { Reached = false, Fault = PathFault.Tunnel, Mtu = null, LatencyMicroseconds = null });
        var page = Show<NetworkPage>(fleet, ("Name", "blue"));

        Assert.Equal("wrong 3 paths with a fault", Marked(page, "reachability"));
        Assert.Equal("reached 0.4 ms", Marked(page, "path-v1-v2"));
        Assert.Equal("short MTU 1400", Marked(page, "path-v2-v1"));
        Assert.Equal("lost down", Marked(page, "path-v1-v3"));
        Assert.Equal("lost lost", Marked(page, "path-v2-v3"));
        Assert.Equal("unknown ?", Marked(page, "path-v3-v1"));
        var faults = ById(page, "path-faults").TextContent;
        Assert.Contains("v2 → v1: packets of more than 1400 bytes are lost, and 1450 are promised", faults);
        Assert.Contains("v2 → v3: no answer through the network, though the host answers outside of it", faults);
    }

    [Fact]
    public void Where_all_is_well_it_says_so()
    {
        var fleet = new TestFleet().Host("v1").Host("v2").Network("blue", "10.100.0.0/16", members: ["v1", "v2"]);
        Say(fleet, "v1", "v2", path => path);
        Say(fleet, "v2", "v1", path => path);
        var page = Show<NetworkPage>(fleet, ("Name", "blue"));
        Assert.Equal("reached Every host reaches every other", Marked(page, "reachability"));
        Assert.Empty(page.FindAll("[data-testid=path-faults]"));
    }

    [Fact]
    public void Before_the_first_probe_it_says_what_it_waits_for()
    {
        var page = Show<NetworkPage>(new TestFleet().Host("v1").Host("v2").Network("blue", "10.100.0.0/16", members: ["v1", "v2"]), ("Name", "blue"));
        Assert.StartsWith("unknown Nothing probed yet", Marked(page, "reachability"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=matrix]"));
    }

    private static string Marked(IRenderedComponent<ContainerFragment> page, string id) =>
        $"{ById(page, id).GetAttribute("data-state")} {Words(ById(page, id))}";

    private void Say(TestFleet fleet, string host, string peer, Func<PathRecord, PathRecord> like)
    {
        var network = fleet.Snapshot().Networks.Single();
        HostId Id(string name) => new(TestFleet.Id(name));
        Controller.Paths.Add(like(new(
            network.Id, network.Name, Id(host), host, Id(peer), peer, "ipv4", true, null, 0, 412, 1450, 1450, TestFleet.Now, TestFleet.Now)));
    }
}
