namespace CloudNet.Contracts.Policies;

/// <summary>How much was matched, where it began to be a connection: what goes on in one is not counted.</summary>
/// <param name="Packets">How many packets.</param>
/// <param name="Bytes">How many bytes, without those of links.</param>
public sealed record PolicyMatched(long Packets, long Bytes);
