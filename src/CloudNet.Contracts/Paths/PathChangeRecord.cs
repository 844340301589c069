namespace CloudNet.Contracts.Paths;

/// <summary>What became of a path, from when on.</summary>
/// <param name="Since">From when on it was so, as the controller heard it.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Reached">Whether the peer answered.</param>
/// <param name="Fault">Where packets were lost; null where the peer was reached.</param>
/// <param name="Mtu">Longest packet that passed, bytes; null where none did.</param>
/// <param name="PromisedMtu">What the network's links promised, bytes.</param>
public sealed record PathChangeRecord(DateTimeOffset Since, string Family, bool Reached, PathFault? Fault, int? Mtu, int PromisedMtu);
