using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>
/// Controller to agent: deltas of this stream were dropped, because the agent read too slowly. The agent sends
/// <see cref="Follow"/> with the revision that it has.
/// </summary>
/// <param name="Stream">The stream.</param>
public sealed record Resync(StreamName Stream) : LinkMessage;
