using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology.Drawing;

/// <summary>
/// For many hosts: tiles in rows, and lines only from the chosen one. Past <see cref="Limit"/> hosts the ones in trouble come
/// first and the rest is a number, since a browser (and an eye) does not take in thousands.
/// </summary>
public static class TileForm
{
    /// <summary>Most tiles.</summary>
    public const int Limit = 400;

    private const double Height = 56;
    private const double Gap = 16;

    /// <summary>Places the hosts and the chosen host's tunnels.</summary>
    public static TopologyDrawing Draw(IReadOnlyList<HostNode> hosts, IReadOnlyList<Tunnel> tunnels, int columns, HostId? chosen)
    {
        var width = columns <= 2 ? (ColumnForm.Width - Gap) / 2 - 1 : 160;
        var shown = Shown(hosts, chosen);
        var placed = shown.Select((node, index) => new PlacedHost(node, Tile(index, columns, width), [])).ToList();
        var rows = (shown.Count + columns - 1) / columns;
        return new TopologyDrawing(
            columns * (width + Gap) - Gap + 2, rows * (Height + Gap) - Gap + 2, placed, Lines(placed, tunnels), hosts.Count - shown.Count);
    }

    private static List<HostNode> Shown(IReadOnlyList<HostNode> hosts, HostId? chosen)
    {
        if (hosts.Count <= Limit) return [.. hosts];
        return [.. hosts.OrderBy(node => (node.Host.Id != chosen, node.Host.Tone() != Tone.Bad)).Take(Limit)];
    }

    private static Box Tile(int index, int columns, double width) =>
        new(1 + index % columns * (width + Gap), 1 + index / columns * (Height + Gap), width, Height);

    private static List<PlacedTunnel> Lines(List<PlacedHost> hosts, IReadOnlyList<Tunnel> tunnels)
    {
        var places = hosts.ToDictionary(host => host.Node.Host.Id, host => host.Box.Centre);
        return [.. tunnels
            .Where(tunnel => places.ContainsKey(tunnel.A.Host.Id) && places.ContainsKey(tunnel.B.Host.Id))
            .Select(tunnel => Line(tunnel, places[tunnel.A.Host.Id], places[tunnel.B.Host.Id]))];
    }

    private static PlacedTunnel Line(Tunnel tunnel, Spot from, Spot to) =>
        new(tunnel, from, to, 0, new Spot((from.X + to.X) / 2, (from.Y + to.Y) / 2), false);
}
