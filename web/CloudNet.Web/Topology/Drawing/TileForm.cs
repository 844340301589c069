using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology.Drawing;

/// <summary>
/// For many hosts: tiles in rows, without lines, which would be a tangle. The tunnels of the chosen host are badges on the tiles
/// of its peers. Past <see cref="Limit"/> hosts the ones in trouble come first and the rest is a number, since a browser (and an
/// eye) does not take in thousands.
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
            columns * (width + Gap) - Gap + 2, rows * (Height + Gap) - Gap + 14, placed, Badges(placed, tunnels, chosen), hosts.Count - shown.Count);
    }

    private static List<HostNode> Shown(IReadOnlyList<HostNode> hosts, HostId? chosen)
    {
        if (hosts.Count <= Limit) return [.. hosts];
        return [.. hosts.OrderBy(node => (node.Host.Id != chosen, node.Host.Tone() != Tone.Bad)).Take(Limit)];
    }

    private static Box Tile(int index, int columns, double width) =>
        new(1 + index % columns * (width + Gap), 1 + index / columns * (Height + Gap), width, Height);

    private static List<PlacedTunnel> Badges(List<PlacedHost> hosts, IReadOnlyList<Tunnel> tunnels, HostId? chosen)
    {
        var places = hosts.ToDictionary(host => host.Node.Host.Id, host => host.Box);
        return [.. tunnels
            .GroupBy(tunnel => tunnel.A.Host.Id == chosen ? tunnel.B.Host.Id : tunnel.A.Host.Id)
            .Where(peer => places.ContainsKey(peer.Key))
            .SelectMany(peer => peer.Select((tunnel, index) => Badge(tunnel, places[peer.Key], index)))];
    }

    private static PlacedTunnel Badge(Tunnel tunnel, Box tile, int index)
    {
        var spot = new Spot(tile.Right - 20 - index * 28, tile.Bottom);
        return new PlacedTunnel(tunnel, spot, spot, 0, spot, false);
    }
}
