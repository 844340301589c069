namespace CloudNet.Web.Topology.Drawing;

/// <summary>
/// Cards on an ellipse, so that no tunnel passes beneath a third card. The ellipse grows until no two cards crowd each other;
/// with at most <see cref="TopologyModel.MeshLimit"/> cards that takes a few tens of steps. Tunnels are straight; several
/// networks between the same two hosts run side by side.
/// </summary>
public static class RingForm
{
    private const double GapX = 140;
    private const double GapY = 72;
    private const double Margin = 16;
    private const double Flat = 1.5;

    /// <summary>Places the hosts and their tunnels.</summary>
    public static TopologyDrawing Draw(IReadOnlyList<HostNode> hosts, IReadOnlyList<Tunnel> tunnels)
    {
        var placed = Settle(hosts);
        var left = placed.Select(host => host.Box.X).DefaultIfEmpty().Min() - Margin;
        var top = placed.Select(host => host.Box.Y).DefaultIfEmpty().Min() - Margin;
        placed = [.. placed.Select(host => host with { Box = host.Box with { X = host.Box.X - left, Y = host.Box.Y - top } })];
        return new TopologyDrawing(
            placed.Select(host => host.Box.Right).DefaultIfEmpty().Max() + Margin,
            placed.Select(host => host.Box.Bottom).DefaultIfEmpty().Max() + Margin,
            placed, Lines(placed, tunnels));
    }

    private static List<PlacedHost> Settle(IReadOnlyList<HostNode> hosts)
    {
        for (var radius = 0.0; ; radius += 10)
        {
            var placed = hosts.Select((node, index) => Place(node, Direction(index, hosts.Count), radius)).ToList();
            var crowded = placed.SelectMany((one, index) => placed.Skip(index + 1).Where(other => one.Box.Crowds(other.Box, GapX, GapY)));
            if (!crowded.Any()) return placed;
        }
    }

    private static PlacedHost Place(HostNode node, Spot direction, double radius)
    {
        var rows = Card.Rows(node);
        var centre = new Spot(direction.X * radius * Flat, direction.Y * radius);
        return new PlacedHost(node, Box.Around(centre, Card.Width, Card.Height(rows.Count)), rows);
    }

    // Two side by side, four in the corners, odd numbers with one on top.
    private static Spot Direction(int index, int count)
    {
        var first = count == 2 ? Math.PI : count % 2 == 0 ? -Math.PI / 2 - Math.PI / count : -Math.PI / 2;
        var angle = first + 2 * Math.PI * index / count;
        return new Spot(Math.Cos(angle), Math.Sin(angle));
    }

    private static List<PlacedTunnel> Lines(List<PlacedHost> hosts, IReadOnlyList<Tunnel> tunnels)
    {
        var places = hosts.Select((host, index) => (host, index)).ToDictionary(place => place.host.Node.Host.Id);
        return [.. tunnels
            .GroupBy(tunnel => (A: tunnel.A.Host.Id, B: tunnel.B.Host.Id))
            .SelectMany(pair => pair.Select((tunnel, lane) =>
                Line(tunnel, places[pair.Key.A], places[pair.Key.B], lane, pair.Count(), hosts.Count)))];
    }

    private static PlacedTunnel Line(
        Tunnel tunnel, (PlacedHost Host, int Index) a, (PlacedHost Host, int Index) b, int lane, int lanes, int count)
    {
        var (from, to) = (a.Host.Box.Centre, b.Host.Box.Centre);
        var length = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
        var aside = (lane - (lanes - 1) / 2.0) * Math.Min(30, 96.0 / lanes);
        var (dx, dy) = (-(to.Y - from.Y) / length * aside, (to.X - from.X) / length * aside);
        (from, to) = (new Spot(from.X + dx, from.Y + dy), new Spot(to.X + dx, to.Y + dy));

        // The badge sits in the middle of what is seen of the line; across the ring a third of the way, since the middles meet.
        var begin = a.Host.Box.PartInside(from, to);
        var end = 1 - b.Host.Box.PartInside(to, from);
        var apart = b.Index - a.Index;
        var part = begin + (end - begin) * (apart == 1 || apart == count - 1 ? 0.5 : 0.34);
        return new PlacedTunnel(tunnel, Along(from, to, begin), Along(from, to, end), 0, Along(from, to, part), lanes <= 3);
    }

    private static Spot Along(Spot from, Spot to, double part) => new(from.X + (to.X - from.X) * part, from.Y + (to.Y - from.Y) * part);
}
