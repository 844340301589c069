namespace CloudNet.Web.Topology.Drawing;

/// <summary>A host with its place.</summary>
/// <param name="Node">The host.</param>
/// <param name="Box">Its card or tile.</param>
/// <param name="Rows">Lines of its card beneath the head; none on a tile.</param>
public sealed record PlacedHost(HostNode Node, Box Box, IReadOnlyList<CardRow> Rows);
