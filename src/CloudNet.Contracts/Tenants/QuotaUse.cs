namespace CloudNet.Contracts.Tenants;

/// <summary>How much of something a tenant has, and may have.</summary>
/// <param name="Used">How many there are.</param>
/// <param name="Limit">How many there may be.</param>
public sealed record QuotaUse(int Used, int Limit);
