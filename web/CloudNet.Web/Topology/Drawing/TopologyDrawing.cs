using CloudNet.Contracts.Hosts;

namespace CloudNet.Web.Topology.Drawing;

/// <summary>
/// Where everything goes; pure, in units that are pixels at full size. Few hosts are cards with all their tunnels, on a ring
/// where there is width and in a column with arcs on a phone. Many hosts are tiles, with the tunnels of the chosen one.
/// </summary>
/// <param name="Width">Width of the whole.</param>
/// <param name="Height">Height of the whole.</param>
/// <param name="Hosts">The hosts.</param>
/// <param name="Tunnels">The tunnels, drawn beneath the hosts.</param>
/// <param name="LeftOut">How many hosts there was no room for.</param>
public sealed record TopologyDrawing(
    double Width, double Height, IReadOnlyList<PlacedHost> Hosts, IReadOnlyList<PlacedTunnel> Tunnels, int LeftOut = 0)
{
    /// <summary>Draws a model.</summary>
    /// <param name="model">What to draw.</param>
    /// <param name="narrow">Whether it is for a phone.</param>
    /// <param name="chosen">The chosen host, if any.</param>
    public static TopologyDrawing Of(TopologyModel model, bool narrow, HostId? chosen = null)
    {
        var tunnels = model.TunnelsToDraw(chosen).ToList();
        if (!model.IsMesh) return TileForm.Draw(model.Hosts, tunnels, narrow ? 2 : 6, chosen);
        return narrow ? ColumnForm.Draw(model.Hosts, tunnels) : RingForm.Draw(model.Hosts, tunnels);
    }
}
