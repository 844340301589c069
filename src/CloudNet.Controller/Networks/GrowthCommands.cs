using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Access;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Networks;

/// <summary>Lets a network grow while it runs: its hosts keep what they have, and hear of the ranges.</summary>
public sealed class GrowthCommands(Changes changes)
{
    /// <summary>Adds a range, or widens what lies in it. A range that is there already, with these bounds, stays as it is.</summary>
    public Task<Outcome<NetworkRecord>> AddAsync(Actor actor, NetworkId id, AddRange request, CancellationToken cancel) =>
        changes.RunAsync(actor.Tenant, change => AddAsync(change, actor, id, request),
            async (change, grown) => (await NetworkReads.RecordAsync(change.Db, actor.Tenant, grown, change.Cancel))!, cancel);

    private static async Task<Outcome<NetworkId>> AddAsync(Change change, Actor actor, NetworkId id, AddRange request)
    {
        if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
        var peered = await Peerings.OfAsync(change, id);
        if ((await LockedNetwork.LockAsync(change, actor.Tenant, id, peered)).IsRefused(out var refusal, out var network)) return refusal;

        var (before, hosts) = (network.AsLeased(), await LeaseReads.HostsAsync(change.Db, id, change.Cancel));
        var others = await NetworkReads.OthersAsync(change.Db, actor.Tenant, but: id, change.Cancel);
        if (GrowthRules.Grow(before, network.Mtu, hosts, request, others).IsRefused(out refusal, out var after)) return refusal;
        LeasedRange[] grown = [.. after.Except(before.Ranges)];
        if (grown.Length == 0) return id;
        if (await NetworkCommands.HostsInsideAsync(change, actor, grown) is { } inside) return inside;
        if (request.AllowOverlap != true && await NetworkCommands.RoutesInsideAsync(change, actor, grown) is { } routes) return routes;

        await ReplaceAsync(change, network, grown[0]);
        IPNetwork[] outside =
            [.. await LeaseReads.OutsideAsync(change.Db, id, before.Ranges, change.Cancel), .. await ServiceAddressing.SubnetsAsync(change, network)];
        foreach (var added in SubnetAllocation.Added(before.Ranges, grown, outside)) await FreeRanges.AddAsync(change.Db, network, added, change.Cancel);
        change.Record(StreamName.Of(id), new NetworkSettingsSet(network.Settings));
        await Peerings.TellAsync(change, network, peered, isGone: false);
        return id;
    }

    // Those that lie in it go first, and are saved so: the database takes no two that overlap, not for a moment.
    private static async Task ReplaceAsync(Change change, NetworkRow network, LeasedRange range)
    {
        network.Ranges.RemoveAll(row => range.Range.Contains(row.Range.BaseAddress) && row.Range.PrefixLength >= range.Range.PrefixLength);
        await change.Db.SaveChangesAsync(change.Cancel);
        network.Ranges.Add(new NetworkRangeRow { TenantId = network.TenantId, Leased = range });
        await change.Db.SaveChangesAsync(change.Cancel);
    }
}
