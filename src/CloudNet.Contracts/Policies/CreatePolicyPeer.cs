namespace CloudNet.Contracts.Policies;

/// <summary>A peer that is asked for: workloads by their labels, or a range of addresses.</summary>
/// <param name="Selector">1 to 8 labels that workloads of the same network have, or <paramref name="Cidr"/>.</param>
/// <param name="Cidr">A range of IPv4 or IPv6 addresses in CIDR form, anywhere, or <paramref name="Selector"/>.</param>
public sealed record CreatePolicyPeer(IReadOnlyDictionary<string, string>? Selector = null, string? Cidr = null);
