using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
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
            var others = await NetworkReads.OthersAsync(change.Db, actor.Tenant, but: null, change.Cancel);
            if (NetworkRules.Parse(request, others).IsRefused(out var refusal, out var network)) return refusal;
            if (await HostsInsideAsync(change, actor, network.Ranges) is { } inside) return inside;
            if (request.AllowOverlap != true && await RoutesInsideAsync(change, actor, network.Ranges) is { } routes) return routes;
            if (await QuotaGate.NetworkAsync(change.Db, actor.Tenant, change.Cancel) is { } full) return full;

            var row = Row(actor, network, change.Now);
            change.Db.Networks.Add(row);
            change.Db.FreeRanges.AddRange(network.Ranges.Select(range => FreeRangeRow.Of(row, range.Given)));
            // Its VNI is given by the database, and is part of what is told.
            await change.Db.SaveChangesAsync(change.Cancel);
            change.Record(StreamName.Of(row.Id), new NetworkSettingsSet(row.Settings));
            change.Record(StreamName.OfWorkloads(row.Id));
            change.Record(StreamName.OfServices(row.Id));
            change.Record(StreamName.OfPolicies(row.Id));
            return row.Record(revision: 1, leases: []);
        }, cancel);

    /// <summary>Removes a network, with its leases and reservations: each of its hosts is told to take it down.</summary>
    public Task<Outcome<NetworkId>> RemoveAsync(Actor actor, NetworkId id, CancellationToken cancel) =>
        changes.RunAsync<NetworkId>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
            var (expected, peered) = (await MembersAsync(change, id), await Peerings.OfAsync(change, id));
            await change.LockAsync([.. expected.Select(StreamName.Of), StreamName.Of(id), .. peered.Select(StreamName.Of)]);
            if (await FindAsync(change.Db, actor, id, change.Cancel) is not { } network) return NetworkReads.NotFound(id.ToString());
            var members = await MembersAsync(change, id);
            if (members.Except(expected).Any()) throw Change.ReadAgain();

            await Peerings.TellAsync(change, network, peered, isGone: true);
            change.Db.Networks.Remove(network);
            foreach (var host in members) change.Record(StreamName.Of(host), new HostNetworkRemoved(id));
            StreamName[] streams = [.. StreamName.AllOf(id)];
            await change.Db.Applied.Where(row => streams.Contains(row.Stream)).ExecuteDeleteAsync(change.Cancel);
            // One without members has nobody to tell; open pages look again all the same.
            change.Afterwards(feed.Signal);
            return id;
        }, cancel);

    /// <summary>The tenant's network of this id.</summary>
    internal static Task<NetworkRow?> FindAsync(CloudNetDb db, Actor actor, NetworkId id, CancellationToken cancel) =>
        db.Networks.SingleOrDefaultAsync(row => row.Id == id && row.TenantId == actor.Tenant, cancel);

    /// <summary>Refuses ranges that hosts of the tenant have their own addresses in.</summary>
    internal static async Task<Refusal?> HostsInsideAsync(Change change, Actor actor, IEnumerable<LeasedRange> ranges)
    {
        List<(string, IPAddress)> inside = [];
        foreach (var range in ranges.Select(range => range.Range))
        {
            var found = await change.Db.Hosts.Where(row => row.TenantId == actor.Tenant && EF.Functions.ContainedByOrEqual(row.UnderlayAddress, range))
                .OrderBy(row => row.Name).Select(row => new { row.Name, row.UnderlayAddress }).ToListAsync(change.Cancel);
            inside.AddRange(found.Select(host => (host.Name, host.UnderlayAddress)));
        }
        return NetworkRules.HostsInside(ranges.Select(range => range.Range), inside);
    }

    /// <summary>Refuses ranges that hosts of the tenant have routes into.</summary>
    internal static async Task<Refusal?> RoutesInsideAsync(Change change, Actor actor, IEnumerable<LeasedRange> ranges)
    {
        IPNetwork[] wanted = [.. ranges.Select(range => range.Range)];
        return OverlapRules.OfRanges(wanted, await OverlapReads.RoutesAsync(change.Db, actor.Tenant, wanted, change.Cancel));
    }

    private NetworkRow Row(Actor actor, NewNetwork network, DateTimeOffset now) => new()
    {
        Id = NetworkId.New(clock),
        TenantId = actor.Tenant,
        Name = network.Name,
        Ranges = [.. network.Ranges.Select(range => new NetworkRangeRow { TenantId = actor.Tenant, Leased = range })],
        Driver = network.Plane.Driver,
        Nat = network.Nat,
        Mtu = network.Plane.Mtu,
        Vni = network.Plane.Vni,
        Port = network.Plane.Port,
        Encrypted = network.Plane.Encrypted,
        DirectRouting = network.Plane.DirectRouting,
        KeyGeneration = network.Plane.KeyGeneration,
        Preshared = network.Plane.Preshared,
        PresharedKey = NewPresharedKey.For(network.Plane),
        CreatedAt = now,
    };

    private static Task<HostId[]> MembersAsync(Change change, NetworkId id) =>
        change.Db.Leases.Where(row => row.NetworkId == id && row.HostId != null).Select(row => row.HostId!.Value).ToArrayAsync(change.Cancel);
}
