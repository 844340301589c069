using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Quotas;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>Makes and removes networks.</summary>
public sealed class NetworkCommands(Changes changes, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Makes a network: revision 1 of its stream.</summary>
    public Task<Outcome<NetworkRecord>> CreateAsync(Actor actor, CreateNetwork request, CancellationToken cancel) =>
        changes.RunAsync<NetworkRecord>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
            var others = await change.Db.Networks.Where(row => row.TenantId == actor.Tenant)
                .Select(row => new OtherNetwork(row.Name, row.Range)).ToListAsync(change.Cancel);
            if (NetworkRules.Parse(request, others).IsRefused(out var refusal, out var network)) return refusal;
            if (NetworkRules.HostsInside(network, await HostsInsideAsync(change, actor, network.Range)) is { } inside) return inside;
            if (await QuotaGate.NetworkAsync(change.Db, actor.Tenant, change.Cancel) is { } full) return full;

            var row = Row(actor, network, change.Now);
            change.Db.Networks.Add(row);
            change.Db.FreeRanges.Add(FreeRangeRow.Of(row, row.AsLeased().Given));
            // Its VNI is given by the database, and is part of what is told.
            await change.Db.SaveChangesAsync(change.Cancel);
            change.Record(StreamName.Of(row.Id), new NetworkSettingsSet(row.Settings));
            return new NetworkRecord(
                row.Id, row.Name, row.Range, row.SubnetLength, row.SubnetMin, row.SubnetMax, row.Driver, row.Nat, row.Mtu, row.Vni, Revision: 1,
                row.CreatedAt, Leases: []);
        }, cancel);

    /// <summary>Removes a network, with its leases and reservations: each of its hosts is told to take it down.</summary>
    public async Task<Outcome<NetworkId>> RemoveAsync(Actor actor, NetworkId id, CancellationToken cancel)
    {
        var outcome = await changes.RunAsync<NetworkId>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
            var expected = await MembersAsync(change, id);
            await change.LockAsync([.. expected.Select(StreamName.Of), StreamName.Of(id)]);
            if (await FindAsync(change.Db, actor, id, change.Cancel) is not { } network) return NetworkReads.NotFound(id.ToString());
            var members = await MembersAsync(change, id);
            if (members.Except(expected).Any()) throw Change.ReadAgain();

            change.Db.Networks.Remove(network);
            foreach (var host in members) change.Record(StreamName.Of(host), new HostNetworkRemoved(id));
            var stream = StreamName.Of(id);
            await change.Db.Applied.Where(row => row.Stream == stream).ExecuteDeleteAsync(change.Cancel);
            return id;
        }, cancel);
        // One without members has nobody to tell; open pages look again all the same.
        if (!outcome.IsRefused(out _, out _)) feed.Signal();
        return outcome;
    }

    /// <summary>The tenant's network of this id.</summary>
    internal static Task<NetworkRow?> FindAsync(CloudNetDb db, Actor actor, NetworkId id, CancellationToken cancel) =>
        db.Networks.SingleOrDefaultAsync(row => row.Id == id && row.TenantId == actor.Tenant, cancel);

    private static async Task<IReadOnlyList<(string Name, IPAddress Underlay)>> HostsInsideAsync(Change change, Actor actor, IPNetwork range)
    {
        var inside = await change.Db.Hosts.Where(row => row.TenantId == actor.Tenant && EF.Functions.ContainedByOrEqual(row.UnderlayAddress, range))
            .OrderBy(row => row.Name).Select(row => new { row.Name, row.UnderlayAddress }).ToListAsync(change.Cancel);
        return [.. inside.Select(host => (host.Name, host.UnderlayAddress))];
    }

    private NetworkRow Row(Actor actor, NewNetwork network, DateTimeOffset now) => new()
    {
        Id = NetworkId.New(clock),
        TenantId = actor.Tenant,
        Name = network.Name,
        Range = network.Range,
        SubnetLength = network.SubnetLength,
        SubnetMin = network.SubnetMin,
        SubnetMax = network.SubnetMax,
        Driver = network.Driver,
        Nat = network.Nat,
        Mtu = network.Mtu,
        CreatedAt = now,
    };

    private static Task<HostId[]> MembersAsync(Change change, NetworkId id) =>
        change.Db.Leases.Where(row => row.NetworkId == id && row.HostId != null).Select(row => row.HostId!.Value).ToArrayAsync(change.Cancel);
}
