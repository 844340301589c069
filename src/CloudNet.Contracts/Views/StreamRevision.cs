namespace CloudNet.Contracts.Views;

/// <summary>How far somebody is in a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Revision">The revision; 0 for nothing yet.</param>
public sealed record StreamRevision(StreamName Stream, long Revision);
