namespace CloudNet.Web.Topology.Drawing;

/// <summary>A place in the drawing.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct Spot(double X, double Y);
