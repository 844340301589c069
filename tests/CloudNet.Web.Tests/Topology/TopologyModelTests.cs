using CloudNet.Contracts.Hosts;
using CloudNet.Web.Fleet;
using CloudNet.Web.States;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Topology;
using CsCheck;
using Xunit;

namespace CloudNet.Web.Tests.Topology;

public sealed class TopologyModelTests
{
    [Fact]
    public void Each_pair_of_a_network_has_one_tunnel()
    {
        var tunnels = TopologyModel.Of(TestFleet.Lab().Snapshot()).TunnelsToDraw(null).Select(tunnel => $"{tunnel.Hook} {tunnel.State.Hook()}");

        Assert.Equal(["tunnel-blue-v1-v2 in-sync", "tunnel-blue-v1-v3 in-sync", "tunnel-blue-v2-v3 in-sync", "tunnel-classic-v1-v2 in-sync"], tunnels);
    }

    [Fact]
    public void Tunnel_is_as_bad_as_its_worse_end()
    {
        var fleet = new TestFleet().Host("v1").Host("v2").Host("v3", HostLinkState.Down)
            .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"], behind: ["v2", "v3"]);

        var tunnels = TopologyModel.Of(fleet.Snapshot()).TunnelsToDraw(null).Select(tunnel => $"{tunnel.Hook} {tunnel.State.Hook()}");

        Assert.Equal(["tunnel-blue-v1-v2 pending", "tunnel-blue-v1-v3 down", "tunnel-blue-v2-v3 down"], tunnels);
    }

    [Fact]
    public void Reservation_is_no_member()
    {
        var fleet = new TestFleet().Host("v1").Network("classic", "172.17.0.0/16", members: ["v1"], reserved: ["v9"]);

        Assert.Equal(["v1"], TopologyModel.Of(fleet.Snapshot()).Networks[0].Members.Select(member => member.Host.Name));
    }

    [Fact]
    public void Lease_of_a_host_that_was_just_removed_is_left_out()
    {
        var fleet = TestFleet.Lab().Snapshot();
        var without = new FleetSnapshot(fleet.Networks, [.. fleet.Hosts.Where(host => host.Name != "v2")], fleet.Workloads, fleet.At);

        Assert.Equal(["v1", "v3"], TopologyModel.Of(without).Networks[0].Members.Select(member => member.Host.Name));
    }

    [Fact]
    public void Many_hosts_have_the_tunnels_of_the_chosen_one_only()
    {
        var names = Enumerable.Range(1, TopologyModel.MeshLimit + 1).Select(number => $"v{number}").ToArray();
        var fleet = names.Aggregate(new TestFleet(), (all, name) => all.Host(name)).Network("blue", "10.100.0.0/16", members: names);
        var model = TopologyModel.Of(fleet.Snapshot());

        Assert.Empty(model.TunnelsToDraw(null));
        Assert.Equal(names.Skip(1).Select(name => $"tunnel-blue-v1-{name}"), model.TunnelsToDraw(model.Hosts[0].Host.Id).Select(tunnel => tunnel.Hook));
        Assert.Equal(names[..^1].Select(name => $"tunnel-blue-{name}-v7"), model.TunnelsToDraw(model.Hosts[^1].Host.Id).Select(tunnel => tunnel.Hook));
    }

    [Fact]
    public void Counting_agrees_with_listing() =>
        Gen.Int[0, 2].List[0, 12].Sample(kinds =>
        {
            var fleet = new TestFleet();
            var names = kinds.Select((kind, index) => $"v{index}").ToArray();
            for (var index = 0; index < kinds.Count; index++) fleet.Host(names[index], kinds[index] == 2 ? HostLinkState.Down : HostLinkState.Linked);
            fleet.Network("blue", "10.100.0.0/16", members: names, behind: [.. names.Where((_, index) => kinds[index] == 1)]);

            var network = TopologyModel.Of(fleet.Snapshot()).Networks[0];
            var listed = TopologyModel.Tunnels(network).CountBy(tunnel => tunnel.State).ToDictionary();
            long Listed(LeaseState state) => listed.GetValueOrDefault(state);
            Assert.Equal(new TunnelCount(Listed(LeaseState.InSync), Listed(LeaseState.Pending), Listed(LeaseState.Down)), network.Tunnels);
        });
}
