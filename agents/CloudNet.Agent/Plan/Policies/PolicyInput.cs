using System.Collections.Immutable;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>What the policies of a host are planned from.</summary>
/// <param name="IsComplete">Whether the networks that the host is in are all known: where not, nothing goes that may be of another.</param>
/// <param name="Wanted">The networks that the host is in, whether they are built or not.</param>
/// <param name="Built">Those that are built.</param>
/// <param name="PoliciesOf">Tells a network's policies; null: not known yet.</param>
/// <param name="WorkloadsOf">Tells its workloads; null: not known yet.</param>
internal sealed record PolicyInput(
    bool IsComplete, IReadOnlyCollection<NetworkId> Wanted, ImmutableArray<NetworkOnHost> Built,
    Func<NetworkId, PoliciesView?> PoliciesOf, Func<NetworkId, WorkloadsView?> WorkloadsOf)
{
    /// <summary>The networks that there may be policies of.</summary>
    public IReadOnlySet<NetworkId> Networks() => IsComplete ? Wanted.ToHashSet() : Wanted.Concat(Built.Select(network => network.View.Id)).ToHashSet();

    /// <summary>Those that are built, and of which all is known.</summary>
    public IEnumerable<(NetworkOnHost Network, PoliciesView Policies, WorkloadsView Workloads)> Known() =>
        from networks in (IReadOnlySet<NetworkId>[])[Networks()]
        from network in Built
        let id = network.View.Id
        let policies = PoliciesOf(id)
        let workloads = WorkloadsOf(id)
        where policies is not null && workloads is not null && networks.Contains(id)
        select (network, policies, workloads);
}
