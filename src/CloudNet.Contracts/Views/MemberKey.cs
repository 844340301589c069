namespace CloudNet.Contracts.Views;

/// <summary>A WireGuard key of a host. Its private half never leaves the host.</summary>
/// <param name="Generation">Which of the host's keys: 1 is its first, and each rotation is one more.</param>
/// <param name="PublicKey">The public half.</param>
public sealed record MemberKey(int Generation, WireguardKey PublicKey);
