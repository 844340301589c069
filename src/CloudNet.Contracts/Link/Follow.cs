using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>
/// Agent to controller: send this stream from here on. Answered by the deltas since <paramref name="Revision"/>, or by a
/// snapshot where the log no longer reaches back or the agent has nothing (0). Also sent after a gap, with revision 0.
/// </summary>
/// <param name="Stream">The host's own stream, or that of a network that it is in; any other closes the link.</param>
/// <param name="Revision">How far the agent is; 0 for nothing.</param>
public sealed record Follow(StreamName Stream, long Revision) : LinkMessage;
