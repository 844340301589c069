using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Policies;

/// <summary>A policy as the API shows it.</summary>
/// <param name="Id">The policy.</param>
/// <param name="NetworkId">The network that it is in.</param>
/// <param name="NetworkName">That network's name.</param>
/// <param name="Name">Its name; unique in the network.</param>
/// <param name="Direction">Which connections of the workloads that it is about it is about.</param>
/// <param name="Action">What it does with what it matches.</param>
/// <param name="Selector">The labels of the workloads that it is about; empty: all of the network.</param>
/// <param name="Peers">The other end; empty: anybody.</param>
/// <param name="Ports">The ports that are called; empty: everything.</param>
/// <param name="Priority">1, judged first, to 1,000.</param>
/// <param name="DryRun">Whether it counts what it matches and decides nothing.</param>
/// <param name="Matched">How much it has matched, on all hosts together, as they reported it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record PolicyRecord(
    PolicyId Id, NetworkId NetworkId, string NetworkName, string Name, PolicyDirection Direction, PolicyAction Action,
    IReadOnlyDictionary<string, string> Selector, IReadOnlyList<PolicyPeer> Peers, IReadOnlyList<PolicyPort> Ports, int Priority, bool DryRun,
    PolicyMatched Matched, DateTimeOffset CreatedAt);
