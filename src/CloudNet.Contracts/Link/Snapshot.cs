using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>Controller to agent: the whole of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Revision">The revision that it is complete for.</param>
/// <param name="View">The state.</param>
public sealed record Snapshot(StreamName Stream, long Revision, View View) : LinkMessage;
