using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>Agent to controller: this stream is no longer needed.</summary>
/// <param name="Stream">The stream.</param>
public sealed record Unfollow(StreamName Stream) : LinkMessage;
