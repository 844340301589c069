using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Web;

/// <summary>
/// All that the dashboard may ask of the controller. It goes through the same commands as the REST API, as the signed-in
/// person and in that person's tenant. Several questions may be asked at once. Once the person is signed out, reads throw
/// <see cref="SignIn.SignedOutException"/> and changes are refused.
/// </summary>
public interface IControllerClient
{
    /// <summary>All networks of the tenant, by name.</summary>
    Task<IReadOnlyList<NetworkRecord>> NetworksAsync(CancellationToken cancel);

    /// <summary>All hosts of the tenant, by name.</summary>
    Task<IReadOnlyList<HostRecord>> HostsAsync(CancellationToken cancel);

    /// <summary>All workloads of the tenant, by name.</summary>
    Task<IReadOnlyList<WorkloadRecord>> WorkloadsAsync(CancellationToken cancel);

    /// <summary>Makes a network.</summary>
    Task<Answer<NetworkRecord>> CreateNetworkAsync(CreateNetwork request, CancellationToken cancel);

    /// <summary>Removes a network, with its leases, from all its hosts.</summary>
    Task<Answer<bool>> RemoveNetworkAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Puts a host into a network.</summary>
    Task<Answer<MembershipRecord>> JoinAsync(NetworkId network, HostId host, CancellationToken cancel);

    /// <summary>Takes a host out of a network.</summary>
    Task<Answer<bool>> LeaveAsync(NetworkId network, HostId host, CancellationToken cancel);

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
