using System.Collections.Immutable;
using System.Data;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Store.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads the whole of a stream: what a snapshot carries.</summary>
public static class ViewReads
{
    /// <summary>
    /// A stream's view and the revision that it is complete for, both as of one moment. Null where the stream's network or
    /// host is gone.
    /// </summary>
    public static async Task<ViewCopy?> ReadAsync(CloudNetDb db, StreamName stream, CancellationToken cancel)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var revision = await db.Streams.Where(row => row.Name == stream).Select(row => (long?)row.Revision).SingleOrDefaultAsync(cancel);
        View? view = stream switch
        {
            { Network: { } network } => await NetworkAsync(db, network, cancel),
            { WorkloadsOf: { } network } => await WorkloadsAsync(db, network, cancel),
            { ServicesOf: { } network } => await ServicesAsync(db, network, cancel),
            { PoliciesOf: { } network } => await PoliciesAsync(db, network, cancel),
            { Host: { } host } => await HostAsync(db, host, cancel),
            _ => null,
        };
        return revision is > 0 && view is not null ? new(revision.Value, view) : null;
    }

    private static async Task<View?> NetworkAsync(CloudNetDb db, NetworkId id, CancellationToken cancel)
    {
        var network = await db.Networks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (network is null) return null;
        var held = await db.Leases.AsNoTracking().Where(lease => lease.NetworkId == id)
            .Join(db.Hosts, lease => lease.HostId, host => (HostId?)host.Id, (lease, host) => new { host, lease }).ToListAsync(cancel);
        return new NetworkView(id, network.Settings, held.GroupBy(both => both.host.Id).ToImmutableSortedDictionary(
            of => of.Key, of => MemberOf(network, of.First().host, of.Select(both => both.lease))));
    }

    private static async Task<View?> WorkloadsAsync(CloudNetDb db, NetworkId id, CancellationToken cancel)
    {
        if (await db.Networks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } network) return null;
        var rows = await db.Workloads.AsNoTracking().Where(row => row.NetworkId == id).ToListAsync(cancel);
        var away = await AwayAsync(db, id, cancel);
        List<NetworkPin> pins = !network.Settings.Plane.IsLayer2 ? [] : await db.Pins.AsNoTracking().Where(row => row.NetworkId == id)
            .Select(row => new NetworkPin(row.Workload, row.Address)).ToListAsync(cancel);
        return new WorkloadsView(id, rows.GroupBy(row => row.HostId).ToImmutableSortedDictionary(
            of => of.Key, of => of.ToImmutableSortedDictionary(row => row.Id, row => row.Told(away.Contains(of.Key)))), pins.Count == 0 ? default : [.. pins]);
    }

    private static async Task<HashSet<HostId>> AwayAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
    [
        .. await db.Hosts.Where(host => host.AwaySince != null && db.Leases.Any(lease => lease.NetworkId == network && lease.HostId == host.Id))
            .Select(host => host.Id).ToListAsync(cancel),
    ];

    private static async Task<View?> ServicesAsync(CloudNetDb db, NetworkId id, CancellationToken cancel) =>
        await db.Networks.AnyAsync(row => row.Id == id, cancel) ? new ServicesView(id, await ServiceReads.ToldAsync(db, id, cancel)) : null;

    private static async Task<View?> PoliciesAsync(CloudNetDb db, NetworkId id, CancellationToken cancel) =>
        await db.Networks.AnyAsync(row => row.Id == id, cancel) ? await PolicyReads.ToldAsync(db, id, cancel) : null;

    /// <summary>A host as its peers in a network know it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="host">The host.</param>
    /// <param name="leases">Its leases there.</param>
    public static NetworkMember MemberOf(NetworkRow network, HostRow host, IEnumerable<LeaseRow> leases)
    {
        var held = leases.OrderBy(lease => lease.Subnet.BaseAddress.AddressFamily != AddressFamily.InterNetwork).ToArray();
        return new(host.Id, host.Name, host.UnderlayAddress, [.. held.Select(lease => new MemberLease(lease.Subnet, lease.Epoch))], held[0].Mac,
            network.HasKeys && host.WireguardKeys.Length > 0 ? [.. host.WireguardKeys] : default);
    }

    /// <summary>What a host is told of a network that it is in.</summary>
    public static async Task<HostNetworkAdded> AddedAsync(CloudNetDb db, HostId host, NetworkId network, CancellationToken cancel) => new(
        network, await PinReads.OfHostAsync(db, host, network, cancel),
        PortMappingReads.Ordered((await PortMappingReads.OfAsync(db, network, [host], cancel))[host]),
        (await HiddenNetworks.OfAsync(db, network, [host], cancel)).Contains(host));

    private static async Task<View?> HostAsync(CloudNetDb db, HostId id, CancellationToken cancel)
    {
        var name = await db.Hosts.Where(row => row.Id == id).Select(row => row.Name).SingleOrDefaultAsync(cancel);
        if (name is null) return null;
        var networks = await db.Leases.Where(lease => lease.HostId == id).Select(lease => lease.NetworkId).ToListAsync(cancel);
        return new HostView(id, name, [.. networks], await PinReads.OfHostAsync(db, id, cancel),
            await PortMappingReads.OfHostAsync(db, id, cancel), await HiddenNetworks.OfHostAsync(db, id, cancel));
    }
}
