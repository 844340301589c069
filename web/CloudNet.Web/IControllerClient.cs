using System.Net;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Workloads;
using CloudNet.Web.People;

namespace CloudNet.Web;

/// <summary>
/// All that the dashboard may ask of the controller. It goes through the same commands as the REST API, as the signed-in
/// person and in that person's tenant. Several questions may be asked at once. Once the person is signed out, reads throw
/// <see cref="SignIn.SignedOutException"/> and changes are refused.
/// </summary>
public partial interface IControllerClient
{
    /// <summary>All networks of the tenant, by name.</summary>
    Task<IReadOnlyList<NetworkRecord>> NetworksAsync(CancellationToken cancel);

    /// <summary>All hosts of the tenant, by name.</summary>
    Task<IReadOnlyList<HostRecord>> HostsAsync(CancellationToken cancel);

    /// <summary>All workloads of the tenant, by name.</summary>
    Task<IReadOnlyList<WorkloadRecord>> WorkloadsAsync(CancellationToken cancel);

    /// <summary>Leases that are on their way to be taken back, or were; the next to go first.</summary>
    Task<IReadOnlyList<ExpiringLeaseRecord>> ExpiringLeasesAsync(CancellationToken cancel);

    /// <summary>What the person may do.</summary>
    Task<Powers> PowersAsync(CancellationToken cancel);

    /// <summary>What a network has to give; null where it is gone.</summary>
    Task<PoolRecord?> PoolAsync(NetworkId network, CancellationToken cancel);

    /// <summary>The first of a network's pins, by workload; <c>next</c> says whether there are more.</summary>
    Task<Page<PinRecord>> PinsAsync(NetworkId network, CancellationToken cancel);

    /// <summary>The first of a network's port mappings, by workload; <c>next</c> says whether there are more.</summary>
    Task<Page<PortMappingRecord>> PortMappingsAsync(NetworkId network, CancellationToken cancel);

    /// <summary>The first of a network's services, by name, with how many backends each has now; <c>next</c> says whether there are more.</summary>
    Task<Page<ServiceRecord>> ServicesAsync(NetworkId network, CancellationToken cancel);

    /// <summary>The first of a network's paths, by the host that probes; <c>next</c> says whether there are more.</summary>
    /// <param name="network">The network.</param>
    /// <param name="wrong">True: only those that are lost or carry less than promised; null: all.</param>
    /// <param name="cancel">Cancels.</param>
    Task<Page<PathRecord>> PathsAsync(NetworkId network, bool? wrong, CancellationToken cancel);

    /// <summary>How a network went from one way across to another, the newest first.</summary>
    Task<IReadOnlyList<RolloutRecord>> RolloutsAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Changes how a network's packets cross, or whether what leaves it is masqueraded.</summary>
    Task<Answer<NetworkRecord>> ChangeNetworkAsync(NetworkId network, ChangeNetwork request, CancellationToken cancel);

    /// <summary>Has a network's hosts make other WireGuard keys, and use them.</summary>
    Task<Answer<NetworkRecord>> RotateKeysAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Has a network's hosts go back to the way across that it had.</summary>
    Task<Answer<bool>> EndRolloutAsync(NetworkId network, CancellationToken cancel);

    /// <summary>The networks that one is peered with, by name.</summary>
    Task<IReadOnlyList<PeeringRecord>> PeeringsAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Opens two networks to each other.</summary>
    Task<Answer<PeeringRecord>> PeerAsync(NetworkId network, NetworkId peer, CancellationToken cancel);

    /// <summary>Closes two networks to each other.</summary>
    Task<Answer<bool>> EndPeeringAsync(NetworkId network, NetworkId peer, CancellationToken cancel);

    /// <summary>Gives a network a further range, or a wider one.</summary>
    Task<Answer<NetworkRecord>> AddRangeAsync(NetworkId network, AddRange request, CancellationToken cancel);

    /// <summary>Keeps an address for a workload.</summary>
    Task<Answer<PinRecord>> PinAsync(NetworkId network, PinAddress request, CancellationToken cancel);

    /// <summary>Has a port of a host lead to a workload.</summary>
    Task<Answer<PortMappingRecord>> CreatePortMappingAsync(NetworkId network, CreatePortMapping request, CancellationToken cancel);

    /// <summary>Has it lead there no longer.</summary>
    Task<Answer<bool>> RemovePortMappingAsync(NetworkId network, PortMappingId mapping, CancellationToken cancel);

    /// <summary>Has one address stand in front of many backends.</summary>
    Task<Answer<ServiceRecord>> CreateServiceAsync(NetworkId network, CreateService request, CancellationToken cancel);

    /// <summary>Removes a service from all hosts of its network.</summary>
    Task<Answer<bool>> RemoveServiceAsync(NetworkId network, ServiceId service, CancellationToken cancel);

    /// <summary>Keeps an address no longer.</summary>
    Task<Answer<bool>> UnpinAsync(NetworkId network, IPAddress address, CancellationToken cancel);

    /// <summary>Makes a network.</summary>
    Task<Answer<NetworkRecord>> CreateNetworkAsync(CreateNetwork request, CancellationToken cancel);

    /// <summary>Removes a network, with its leases, from all its hosts.</summary>
    Task<Answer<bool>> RemoveNetworkAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Puts a host into a network; also one that has routes into it, where that is said.</summary>
    Task<Answer<MembershipRecord>> JoinAsync(NetworkId network, HostId host, bool allowOverlap, CancellationToken cancel);

    /// <summary>Takes a host out of a network.</summary>
    Task<Answer<bool>> LeaveAsync(NetworkId network, HostId host, CancellationToken cancel);

    /// <summary>Hides a network from a host of it, or no longer.</summary>
    Task<Answer<bool>> HideAsync(NetworkId network, HostId host, bool hidden, CancellationToken cancel);

    /// <summary>Removes a host: its leases end and its link is closed.</summary>
    Task<Answer<bool>> RemoveHostAsync(HostId host, CancellationToken cancel);

    /// <summary>Makes an enrolment key; its secret is in the answer and nowhere else.</summary>
    Task<Answer<CreatedEnrolmentKey>> CreateEnrolmentKeyAsync(CreateEnrolmentKey request, CancellationToken cancel);

    /// <summary>
    /// Yields each time something of the tenant may have changed: look again. Several changes close together come as one.
    /// Ends only with <paramref name="cancel"/>.
    /// </summary>
    IAsyncEnumerable<long> ChangesAsync(CancellationToken cancel);
}
