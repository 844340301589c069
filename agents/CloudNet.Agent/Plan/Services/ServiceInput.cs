using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Services;

/// <summary>What the services of a host are planned from.</summary>
/// <param name="IsComplete">Whether the networks that the host is in are all known: where not, nothing goes that may be of another.</param>
/// <param name="Wanted">The networks that the host is in, whether they are built or not.</param>
/// <param name="Built">Those that are built.</param>
/// <param name="NetworkOf">Tells what is known of a network.</param>
/// <param name="ServicesOf">Tells its services; null: not known yet.</param>
/// <param name="WorkloadsOf">Tells its workloads; null: not known yet.</param>
/// <param name="Self">This host.</param>
internal sealed record ServiceInput(
    bool IsComplete, IReadOnlyCollection<NetworkId> Wanted, ImmutableArray<NetworkOnHost> Built, Func<NetworkId, NetworkView?> NetworkOf,
    Func<NetworkId, ServicesView?> ServicesOf, Func<NetworkId, WorkloadsView?> WorkloadsOf, HostId Self)
{
    /// <summary>The host's own address, as a network says it; null: it does not.</summary>
    public IPAddress? AddressIn(NetworkView? network) => network?.Members.GetValueOrDefault(Self)?.Underlay;

    /// <summary>
    /// The networks that there may be services of: what is built may be behind what is known, and a network that was left is built still for a moment.
    /// </summary>
    public IReadOnlySet<NetworkId> Networks() => IsComplete ? Wanted.ToHashSet() : Wanted.Concat(Built.Select(network => network.View.Id)).ToHashSet();

    /// <summary>Those of them of which something is not known now, so that what there is of them stays.</summary>
    public IReadOnlySet<NetworkId> Unknown() =>
        Networks().Where(id => ServicesOf(id) is null || WorkloadsOf(id) is null || !Built.Any(network => network.View.Id == id)).ToHashSet();
}
