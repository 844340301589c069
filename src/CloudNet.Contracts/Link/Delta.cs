using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>Controller to agent: what changed in a stream. How it is taken in: <see cref="ViewCopy.After"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="From">Revision before the first operation.</param>
/// <param name="To">Revision after the last.</param>
/// <param name="Operations">All operations between the two, in order.</param>
public sealed record Delta(StreamName Stream, long From, long To, IReadOnlyList<ViewOperation> Operations) : LinkMessage;
