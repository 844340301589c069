namespace CloudNet.Contracts.Networks;

/// <summary>What a network has to give, and what became of it.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">The network's name.</param>
/// <param name="Pools">One for each of its families, IPv4 first.</param>
public sealed record PoolRecord(NetworkId NetworkId, string NetworkName, IReadOnlyList<FamilyPoolRecord> Pools);
