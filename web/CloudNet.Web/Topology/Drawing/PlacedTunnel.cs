using System.Globalization;

namespace CloudNet.Web.Topology.Drawing;

/// <summary>A tunnel with its line.</summary>
/// <param name="Tunnel">The tunnel.</param>
/// <param name="From">Where the line begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Bend">How far to the right it bulges; 0 for a straight line.</param>
/// <param name="Badge">Middle of its badge, which says the state by shape.</param>
/// <param name="Named">Whether the badge has room for the network's name.</param>
public sealed record PlacedTunnel(Tunnel Tunnel, Spot From, Spot To, double Bend, Spot Badge, bool Named)
{
    /// <summary>Whether there is a line, or the badge says it all.</summary>
    public bool HasLine => From != To;

    /// <summary>The line as an SVG path.</summary>
    public string Path => Bend == 0
        ? string.Create(CultureInfo.InvariantCulture, $"M{From.X:0.#} {From.Y:0.#}L{To.X:0.#} {To.Y:0.#}")
        : string.Create(CultureInfo.InvariantCulture, $"M{From.X:0.#} {From.Y:0.#}C{From.X + Bend:0.#} {From.Y:0.#} {To.X + Bend:0.#} {To.Y:0.#} {To.X:0.#} {To.Y:0.#}");
}
