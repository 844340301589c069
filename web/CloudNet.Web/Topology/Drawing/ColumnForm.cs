namespace CloudNet.Web.Topology.Drawing;

/// <summary>
/// For a phone: cards one below the other, and each tunnel an arc on the right between the lines of its network on the two
/// cards. Every tunnel has a lane of its own, so arcs do not cover each other's badges; the cards give up the width for them.
/// </summary>
public static class ColumnForm
{
    /// <summary>Width of the whole, whatever the phone.</summary>
    public const double Width = 372;

    private const double Gap = 20;
    private const double Lane = 26;
    private const double MostLanes = 120;

    /// <summary>Places the hosts and their tunnels.</summary>
    public static TopologyDrawing Draw(IReadOnlyList<HostNode> hosts, IReadOnlyList<Tunnel> tunnels)
    {
        var gutter = tunnels.Count == 0 ? 0 : Math.Min(MostLanes, 24 + tunnels.Count * Lane);
        var placed = new List<PlacedHost>();
        var y = 1.0;
        foreach (var node in hosts)
        {
            var rows = Card.Rows(node);
            placed.Add(new PlacedHost(node, new Box(1, y, Width - gutter - 2, Card.Height(rows.Count)), rows));
            y += Card.Height(rows.Count) + Gap;
        }

        return new TopologyDrawing(Width, Math.Max(y - Gap, 0) + 1, placed, Arcs(placed, tunnels, gutter));
    }

    private static List<PlacedTunnel> Arcs(List<PlacedHost> hosts, IReadOnlyList<Tunnel> tunnels, double gutter)
    {
        var places = hosts.ToDictionary(host => host.Node.Host.Id);
        return [.. tunnels
            .Select(tunnel => (Tunnel: tunnel, From: Start(places[tunnel.A.Host.Id], tunnel), To: Start(places[tunnel.B.Host.Id], tunnel)))
            .OrderBy(arc => arc.To.Y - arc.From.Y)
            .Select((arc, lane) => Arc(arc.Tunnel, arc.From, arc.To, 20 + (gutter - 34) * (lane + 1) / tunnels.Count))];
    }

    // A cubic whose two control points lie equally far out bulges three quarters of that far.
    private static PlacedTunnel Arc(Tunnel tunnel, Spot from, Spot to, double bulge) =>
        new(tunnel, from, to, bulge / 0.75, new Spot(from.X + bulge, (from.Y + to.Y) / 2), false);

    private static Spot Start(PlacedHost host, Tunnel tunnel)
    {
        var row = host.Rows.FirstOrDefault(row => row.Lease?.Lease.NetworkId == tunnel.Network.Id);
        return new Spot(host.Box.Right, host.Box.Y + (row?.Y ?? Card.Head / 2));
    }
}
