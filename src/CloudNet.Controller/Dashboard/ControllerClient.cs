using System.Net;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Enrolment;
using CloudNet.Controller.Hosts;
using CloudNet.Controller.Install;
using CloudNet.Controller.Networks;
using CloudNet.Controller.Policies;
using CloudNet.Controller.Refusals;
using CloudNet.Controller.Rollouts;
using CloudNet.Controller.Services;
using CloudNet.Domain.Access;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Lists;
using CloudNet.Store.Reads;
using CloudNet.Web;
using CloudNet.Web.People;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace CloudNet.Controller.Dashboard;

/// <summary>The dashboard's way in: the commands and reads of the API, as the signed-in person.</summary>
internal sealed partial class ControllerClient(
    PersonsCalls calls, NetworkCommands networks, RolloutCommands rollouts, GrowthCommands growth, PinCommands pins,
    PortMappingCommands ports, ServiceCommands services, PolicyCommands policies, PeeringCommands peerings, MembershipCommands members,
    HostCommands hosts, EnrolmentKeyCommands keys, LeaseTerms terms, PublicUrl url, NavigationManager page, ChangeFeed feed, TimeProvider clock)
    : IControllerClient
{
    private const int MostOfAList = 500;

    public Task<IReadOnlyList<NetworkRecord>> NetworksAsync(CancellationToken cancel) => calls.ReadAsync(NetworkReads.AllAsync, cancel);

    public Task<IReadOnlyList<HostRecord>> HostsAsync(CancellationToken cancel) =>
        calls.ReadAsync((db, tenant, c) => HostReads.AllAsync(db, tenant, clock.GetUtcNow(), c), cancel);

    public Task<IReadOnlyList<WorkloadRecord>> WorkloadsAsync(CancellationToken cancel) => calls.ReadAsync(WorkloadReads.AllAsync, cancel);

    public Task<IReadOnlyList<ExpiringLeaseRecord>> ExpiringLeasesAsync(CancellationToken cancel) =>
        calls.ReadAsync((db, tenant, c) => ExpiryReads.ListAsync(db, tenant, terms, clock.GetUtcNow(), c), cancel);

    public async Task<Powers> PowersAsync(CancellationToken cancel)
    {
        var actor = await calls.WhoAsync(cancel);
        return new(AccessRules.Require(actor, TenantRole.Operator) is null, AccessRules.Require(actor, TenantRole.Admin) is null);
    }

    public Task<PoolRecord?> PoolAsync(NetworkId network, CancellationToken cancel) => calls.ReadAsync(async (db, tenant, c) =>
        (await PoolReads.FindAsync(db, tenant, network, terms, clock.GetUtcNow(), c)).IsRefused(out _, out var pool) ? null : pool, cancel);

    public Task<Page<PinRecord>> PinsAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => PinReads.PageAsync(db, network, new(ListSort.Name, null, MostOfAList), c), cancel);

    public Task<Page<PortMappingRecord>> PortMappingsAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => PortMappingReads.PageAsync(db, network, new(ListSort.Name, null, MostOfAList), c), cancel);

    public Task<Page<ServiceRecord>> ServicesAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => ServiceReads.PageAsync(db, network, new(ListSort.Name, null, MostOfAList), c), cancel);

    public Task<Page<PathRecord>> PathsAsync(NetworkId network, bool? wrong, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => PathReads.PageAsync(db, network, new(ListSort.Name, null, MostOfAList), new(Wrong: wrong), c), cancel);

    public Task<IReadOnlyList<RolloutRecord>> RolloutsAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => RolloutReads.ListAsync(db, network, c), cancel);

    public Task<Answer<NetworkRecord>> ChangeNetworkAsync(NetworkId network, ChangeNetwork request, CancellationToken cancel) =>
        calls.AskAsync("ChangeNetwork", actor => rollouts.ChangeAsync(actor, network, request, cancel), cancel);

    public Task<Answer<NetworkRecord>> RotateKeysAsync(NetworkId network, CancellationToken cancel) =>
        calls.AskAsync("RotateKeys", actor => rollouts.RotateKeysAsync(actor, network, cancel), cancel);

    public Task<Answer<bool>> EndRolloutAsync(NetworkId network, CancellationToken cancel) =>
        calls.DoAsync("EndRollout", actor => rollouts.EndAsync(actor, network, cancel), cancel);

    public Task<IReadOnlyList<PeeringRecord>> PeeringsAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => PeeringReads.OfAsync(db, network, c), cancel);

    public Task<Answer<PeeringRecord>> PeerAsync(NetworkId network, NetworkId peer, CancellationToken cancel) =>
        calls.AskAsync("PeerNetworks", actor => peerings.PeerAsync(actor, network, peer, cancel), cancel);

    public Task<Answer<bool>> EndPeeringAsync(NetworkId network, NetworkId peer, CancellationToken cancel) =>
        calls.DoAsync("EndPeering", actor => peerings.EndAsync(actor, network, peer, cancel), cancel);

    public Task<Answer<NetworkRecord>> AddRangeAsync(NetworkId network, AddRange request, CancellationToken cancel) =>
        calls.AskAsync("AddRange", actor => growth.AddAsync(actor, network, request, cancel), cancel);

    public Task<Answer<PinRecord>> PinAsync(NetworkId network, PinAddress request, CancellationToken cancel) =>
        calls.AskAsync("PinAddress", actor => pins.PinAsync(actor, network, request, cancel), cancel);

    public Task<Answer<PortMappingRecord>> CreatePortMappingAsync(NetworkId network, CreatePortMapping request, CancellationToken cancel) =>
        calls.AskAsync("CreatePortMapping", actor => ports.CreateAsync(actor, network, request, cancel), cancel);

    public Task<Answer<bool>> RemovePortMappingAsync(NetworkId network, PortMappingId mapping, CancellationToken cancel) =>
        calls.DoAsync("RemovePortMapping", actor => ports.RemoveAsync(actor, network, mapping, cancel), cancel);

    public Task<Answer<ServiceRecord>> CreateServiceAsync(NetworkId network, CreateService request, CancellationToken cancel) =>
        calls.AskAsync("CreateService", actor => services.CreateAsync(actor, network, request, cancel), cancel);

    public Task<Answer<bool>> RemoveServiceAsync(NetworkId network, ServiceId service, CancellationToken cancel) =>
        calls.DoAsync("RemoveService", actor => services.RemoveAsync(actor, network, $"{service}", cancel), cancel);

    public Task<Answer<bool>> UnpinAsync(NetworkId network, IPAddress address, CancellationToken cancel) =>
        calls.DoAsync("UnpinAddress", actor => pins.UnpinAsync(actor, network, address, cancel), cancel);

    public Task<Answer<NetworkRecord>> CreateNetworkAsync(CreateNetwork request, CancellationToken cancel) =>
        calls.AskAsync("CreateNetwork", actor => networks.CreateAsync(actor, request, cancel), cancel);

    public Task<Answer<bool>> RemoveNetworkAsync(NetworkId network, CancellationToken cancel) =>
        calls.DoAsync("RemoveNetwork", actor => networks.RemoveAsync(actor, network, cancel), cancel);

    public Task<Answer<MembershipRecord>> JoinAsync(NetworkId network, HostId host, bool allowOverlap, CancellationToken cancel) =>
        calls.AskAsync("JoinNetwork", actor => members.JoinAsync(actor, network, host, allowOverlap, cancel), cancel);

    public Task<Answer<bool>> LeaveAsync(NetworkId network, HostId host, CancellationToken cancel) =>
        calls.DoAsync("LeaveNetwork", actor => members.LeaveAsync(actor, network, host, cancel), cancel);

    public Task<Answer<bool>> HideAsync(NetworkId network, HostId host, bool hidden, CancellationToken cancel) =>
        calls.DoAsync(hidden ? "HideNetwork" : "ExposeNetwork", actor => members.HideAsync(actor, network, host, hidden, cancel), cancel);

    public Task<Answer<bool>> RemoveHostAsync(HostId host, CancellationToken cancel) =>
        calls.DoAsync("RemoveHost", actor => hosts.RemoveAsync(actor, host, cancel), cancel);

    public Task<Answer<CreatedEnrolmentKey>> CreateEnrolmentKeyAsync(CreateEnrolmentKey request, CancellationToken cancel) => calls.AskAsync(
        "CreateEnrolmentKey", async actor =>
        url.For(page.BaseUri).IsRefused(out var refusal, out var controller)
            ? refusal
            : await keys.CreateAsync(actor, request, controller, cancel), cancel);

    public IAsyncEnumerable<long> ChangesAsync(CancellationToken cancel) => feed.SubscribeAsync(cancel);
}
