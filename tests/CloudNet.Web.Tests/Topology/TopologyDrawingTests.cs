using System.Text.RegularExpressions;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Topology;
using CloudNet.Web.Topology.Drawing;
using CsCheck;
using Xunit;

namespace CloudNet.Web.Tests.Topology;

public sealed partial class TopologyDrawingTests
{
    private static readonly Gen<(TopologyModel Model, bool Narrow)> Cases =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 4], Gen.Int[0, 9], Gen.Bool, (hosts, networks, workloads, narrow) => (Model(hosts, networks, workloads), narrow));

    [Fact]
    public void No_two_hosts_overlap_and_all_lie_inside() => Cases.Sample(drawn =>
    {
        var drawing = TopologyDrawing.Of(drawn.Model, drawn.Narrow);
        Assert.Equal(drawn.Model.Hosts.Count, drawing.Hosts.Count);
        for (var one = 0; one < drawing.Hosts.Count; one++)
        {
            var box = drawing.Hosts[one].Box;
            Assert.True(box is { X: >= 0, Y: >= 0 } && box.Right <= drawing.Width && box.Bottom <= drawing.Height, $"{box} lies outside {drawing.Width}x{drawing.Height}");
            Assert.DoesNotContain(drawing.Hosts.Skip(one + 1), other => box.Crowds(other.Box, 0, 0));
        }
    });

    [Fact]
    public void Every_line_of_a_card_lies_on_it() => Cases.Sample(drawn =>
    {
        foreach (var host in TopologyDrawing.Of(drawn.Model, drawn.Narrow).Hosts)
            Assert.All(host.Rows, row => Assert.InRange(row.Y, Card.Head, host.Box.Height - Card.Row / 2));
    });

    [Fact]
    public void Every_tunnel_of_a_mesh_is_drawn_with_its_badge_off_all_cards() => Cases.Where(drawn => drawn.Model.IsMesh).Sample(drawn =>
    {
        var drawing = TopologyDrawing.Of(drawn.Model, drawn.Narrow);
        Assert.Equal(drawn.Model.Networks.Sum(network => network.Tunnels.Total), drawing.Tunnels.Count);
        foreach (var tunnel in drawing.Tunnels)
        {
            Assert.DoesNotContain(drawing.Hosts, host => host.Box.Crowds(new Box(tunnel.Badge.X, tunnel.Badge.Y, 0, 0), 0, 0));
            Assert.InRange(tunnel.Badge.X, 0, drawing.Width);
            Assert.InRange(tunnel.Badge.Y, 0, drawing.Height);
        }
    });

    [Fact]
    public void Lines_of_a_ring_end_at_the_cards_of_their_hosts()
    {
        var drawing = TopologyDrawing.Of(TopologyModel.Of(TestFleet.Lab().Snapshot()), narrow: false);

        Assert.All(drawing.Tunnels, tunnel =>
        {
            Assert.True(Touches(drawing, tunnel.Tunnel.A.Host.Name, tunnel.From));
            Assert.True(Touches(drawing, tunnel.Tunnel.B.Host.Name, tunnel.To));
        });
    }

    [Fact]
    public void Networks_between_the_same_hosts_run_side_by_side()
    {
        var drawing = TopologyDrawing.Of(TopologyModel.Of(TestFleet.Lab().Snapshot()), narrow: false);
        var pair = drawing.Tunnels.Where(tunnel => tunnel.Tunnel.A.Host.Name == "v1" && tunnel.Tunnel.B.Host.Name == "v2").ToList();

        Assert.Equal(2, pair.Count);
        var apart = Math.Sqrt(Math.Pow(pair[0].Badge.X - pair[1].Badge.X, 2) + Math.Pow(pair[0].Badge.Y - pair[1].Badge.Y, 2));
        Assert.True(apart >= 26, $"badges are {apart} apart");
    }

    [Fact]
    public void Phone_drawing_is_as_wide_as_a_phone_and_its_arcs_begin_at_the_line_of_their_network()
    {
        var drawing = TopologyDrawing.Of(TopologyModel.Of(TestFleet.Lab().Snapshot()), narrow: true);
        var v1 = drawing.Hosts.Single(host => host.Node.Host.Name == "v1");
        var classic = drawing.Tunnels.Single(tunnel => tunnel.Tunnel.Network.Name == "classic");

        Assert.Equal(ColumnForm.Width, drawing.Width);
        Assert.Equal(v1.Box.Y + v1.Rows.Single(row => row.Lease?.Lease.NetworkName == "classic").Y, classic.From.Y);
    }

    [Fact]
    public void Card_shows_five_workloads_and_says_how_many_more()
    {
        var rows = TopologyDrawing.Of(Model(1, 1, 8), narrow: false).Hosts[0].Rows;

        Assert.Equal(Card.Workloads, rows.Count(row => row.Workload is not null));
        Assert.Equal(3, rows[^1].More);
    }

    [Fact]
    public void Past_the_limit_hosts_in_trouble_and_the_chosen_one_are_drawn()
    {
        var fleet = new TestFleet();
        for (var number = 0; number < TileForm.Limit + 50; number++)
            fleet.Host($"v{number:000}", number == 449 ? Contracts.Hosts.HostLinkState.Down : Contracts.Hosts.HostLinkState.Linked);
        var model = TopologyModel.Of(fleet.Snapshot());

        var drawing = TopologyDrawing.Of(model, narrow: false, chosen: model.Hosts[445].Host.Id);

        Assert.Equal((TileForm.Limit, 50), (drawing.Hosts.Count, drawing.LeftOut));
        Assert.Equal(["v445", "v449", "v000"], drawing.Hosts.Take(3).Select(host => host.Node.Host.Name));
    }

    [Fact]
    public void Paths_are_plain_numbers() => Cases.Sample(drawn =>
        Assert.All(TopologyDrawing.Of(drawn.Model, drawn.Narrow).Tunnels, tunnel => Assert.Matches(PlainPath(), tunnel.Path)));

    [GeneratedRegex(@"^M-?[\d.]+ -?[\d.]+[LC](-?[\d.]+ ?)+$")]
    private static partial Regex PlainPath();

    private static bool Touches(TopologyDrawing drawing, string host, Spot spot)
    {
        var box = drawing.Hosts.Single(placed => placed.Node.Host.Name == host).Box;
        return box.Crowds(new Box(spot.X - 0.01, spot.Y - 0.01, 0.02, 0.02), 0, 0);
    }

    private static TopologyModel Model(int hosts, int networks, int workloads)
    {
        var names = Enumerable.Range(1, hosts).Select(number => $"v{number:00}").ToArray();
        var fleet = names.Aggregate(new TestFleet(), (all, name) => all.Host(name));
        for (var network = 1; network <= networks; network++) fleet.Network($"n{network}", $"10.{network}.0.0/16", members: names);
        for (var workload = 0; workload < workloads && hosts * networks > 0; workload++)
            fleet.Workload($"w{workload}", names[workload * workload % Math.Min(hosts, 3)], $"n{1 + workload % networks}");
        return TopologyModel.Of(fleet.Snapshot());
    }
}
