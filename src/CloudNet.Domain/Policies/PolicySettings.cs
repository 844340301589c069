using System.Collections.Immutable;
using CloudNet.Contracts.Policies;

namespace CloudNet.Domain.Policies;

/// <summary>What of a policy may be changed.</summary>
/// <param name="Direction">Which connections of the workloads that it is about it is about.</param>
/// <param name="Action">What it does with what it matches.</param>
/// <param name="Selector">The labels of the workloads that it is about; empty: all of the network.</param>
/// <param name="Peers">The other end; empty: anybody.</param>
/// <param name="Ports">The ports that are called, in order; empty: everything.</param>
/// <param name="Priority">1, judged first, to 1,000.</param>
/// <param name="DryRun">Whether it counts what it matches and decides nothing.</param>
public sealed record PolicySettings(
    PolicyDirection Direction, PolicyAction Action, IReadOnlyDictionary<string, string> Selector, IReadOnlyList<PolicyPeer> Peers,
    IReadOnlyList<PolicyPort> Ports, int Priority = PolicyBounds.UsualPriority, bool DryRun = false)
{
    /// <summary>A policy of which nothing is said yet.</summary>
    public static PolicySettings None { get; } =
        new(PolicyDirection.Ingress, PolicyAction.Allow, ImmutableSortedDictionary<string, string>.Empty, [], []);
}
