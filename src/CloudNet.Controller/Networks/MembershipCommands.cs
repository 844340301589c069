using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Access;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>Joins hosts to networks, and takes them out. Doing either twice is the same as once.</summary>
public sealed class MembershipCommands(Changes changes, Joins joins)
{
    /// <summary>Puts a host into a network: it gets its leases, and its peers hear of it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="network">The network.</param>
    /// <param name="host">The host.</param>
    /// <param name="allowOverlap">Whether it may have routes into the network.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<MembershipRecord>> JoinAsync(Actor actor, NetworkId network, HostId host, bool allowOverlap, CancellationToken cancel) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed
            : await joins.JoinAsync(actor.Tenant, network, host, allowOverlap, cancel);

    /// <summary>Takes a host out of a network, and with it those of its ports that lead there.</summary>
    public Task<Outcome<HostId>> LeaveAsync(Actor actor, NetworkId network, HostId host, CancellationToken cancel) =>
        changes.RunAsync<HostId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, network, host)).IsRefused(out var refusal, out var both)) return refusal;
            await Membership.LeaveAsync(change, both.Network, both.Host);
            // Not where a lease is taken back: a host that returns has its ports again.
            await PortMappings.EndAsync(change, network, host);
            await HiddenNetworks.EndAsync(change, network, host);
            return host;
        }, cancel);

    /// <summary>Hides a network from a host of it, which is in it for its workloads alone then; or no longer.</summary>
    public Task<Outcome<HostId>> HideAsync(Actor actor, NetworkId network, HostId host, bool hidden, CancellationToken cancel) =>
        changes.RunAsync<HostId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, network, host)).IsRefused(out var refusal, out var both)) return refusal;
            if (!await PortMappings.IsMemberAsync(change, network, host)) return PortMappingRules.NotMember(both.Network.Name, both.Host.Name);
            await HiddenNetworks.SetAsync(change, network, host, hidden);
            return host;
        }, cancel);

    private static async Task<Outcome<(NetworkRow Network, HostRow Host)>> LockAsync(Change change, Actor actor, NetworkId network, HostId host)
    {
        if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
        // Looked at before locking too: a lock makes the stream's row, and there shall be none for what is not there.
        if (!await change.Db.Networks.AnyAsync(row => row.Id == network && row.TenantId == actor.Tenant, change.Cancel))
            return NetworkReads.NotFound(network.ToString());
        if (!await change.Db.Hosts.AnyAsync(row => row.Id == host && row.TenantId == actor.Tenant, change.Cancel))
            return HostReads.NotFound(host.ToString());
        await change.LockAsync(StreamName.Of(network), StreamName.Of(host));
        if (await NetworkCommands.FindAsync(change.Db, actor, network, change.Cancel) is not { } networkRow)
            return NetworkReads.NotFound(network.ToString());
        if (await change.Db.Hosts.SingleOrDefaultAsync(row => row.Id == host && row.TenantId == actor.Tenant, change.Cancel) is not { } hostRow)
            return HostReads.NotFound(host.ToString());
        return (networkRow, hostRow);
    }
}
