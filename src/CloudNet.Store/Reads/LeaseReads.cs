using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads leases.</summary>
public static class LeaseReads
{
    /// <summary>Leases as the API shows them, by subnet, with what their holders reported. Three queries, however many leases.</summary>
    public static async Task<IReadOnlyList<LeaseRecord>> RecordsAsync(CloudNetDb db, IQueryable<LeaseRow> which, CancellationToken cancel)
    {
        var leases = await (
            from lease in which.AsNoTracking()
            join network in db.Networks on lease.NetworkId equals network.Id
            join host in db.Hosts on lease.HostId equals (HostId?)host.Id into holders
            from holder in holders.DefaultIfEmpty()
            select new
            {
                lease.NetworkId, NetworkName = network.Name, lease.HostId, HolderName = holder!.Name, lease.ReservedFor, lease.Subnet, lease.Epoch,
                Hidden = db.HiddenNetworks.Any(row => row.NetworkId == lease.NetworkId && row.HostId == lease.HostId),
            })
            .ToListAsync(cancel);
        var streams = leases.Select(lease => StreamName.Of(lease.NetworkId)).Distinct().ToArray();
        // In this order, so that what a host has applied is never newer than what it is compared with.
        var applied = await AppliedAsync(db, [.. leases.Select(lease => lease.HostId).OfType<HostId>().Distinct()], streams, cancel);
        var revisions = await RevisionsAsync(db, streams, cancel);
        return
        [
            .. from lease in leases
               let stream = StreamName.Of(lease.NetworkId)
               orderby lease.NetworkName, lease.Subnet.BaseAddress.AddressFamily != AddressFamily.InterNetwork, AddressNumber.Of(lease.Subnet.BaseAddress)
               select new LeaseRecord(
                   lease.NetworkId, lease.NetworkName, lease.HostId, lease.HolderName ?? lease.ReservedFor ?? "", lease.Subnet, lease.Epoch,
                   lease.ReservedFor is not null,
                   lease.HostId is { } holder && applied.TryGetValue((holder, stream), out var revision) ? revision : null,
                   revisions.GetValueOrDefault(stream), lease.Hidden),
        ];
    }

    /// <summary>The same of these leases.</summary>
    public static Task<IReadOnlyList<LeaseRecord>> RecordsAsync(CloudNetDb db, IReadOnlyList<Guid> leases, CancellationToken cancel) =>
        RecordsAsync(db, db.Leases.Where(row => leases.Contains(row.Id)), cancel);

    /// <summary>The lease of a subnet, and those of a host by its name: what a decision about both rests on. At most three.</summary>
    public static async Task<IReadOnlyList<LeaseState>> StatesAsync(
        CloudNetDb db, NetworkId network, string hostName, IPNetwork subnet, CancellationToken cancel) => await (
        from lease in db.Leases.AsNoTracking()
        where lease.NetworkId == network
        join host in db.Hosts on lease.HostId equals (HostId?)host.Id into holders
        from holder in holders.DefaultIfEmpty()
        where lease.Subnet == subnet || lease.ReservedFor == hostName || holder!.Name == hostName
        select new LeaseState(lease.Subnet, lease.HostId, holder!.Name, lease.ReservedFor)).ToListAsync(cancel);

    /// <summary>How many subnets of a network and family are held, and how many only reserved.</summary>
    public static async Task<(int Held, int Reserved)> CountAsync(CloudNetDb db, NetworkId network, AddressFamily family, CancellationToken cancel)
    {
        var number = Number(family);
        var own = db.Leases.Where(row => row.NetworkId == network && row.Family == number);
        return (await own.CountAsync(row => row.HostId != null, cancel), await own.CountAsync(row => row.HostId == null, cancel));
    }

    /// <summary>What the holders of a network's subnets of a family use of them.</summary>
    public static async Task<SubnetHolders> HoldersAsync(CloudNetDb db, NetworkId network, AddressFamily family, CancellationToken cancel)
    {
        var (id, number) = (network.Value, Number(family));
        var largest = await db.Database.SqlQuery<Holder>($"""
            SELECT hosts.name, used.addresses, used.hosts FROM (
              SELECT host_id, count(*)::int AS addresses, (count(*) OVER ())::int AS hosts FROM workload_addresses
              WHERE network_id = {id} AND family(address) = {number} GROUP BY host_id ORDER BY count(*) DESC, host_id LIMIT {SubnetHolders.Most}) AS used
            JOIN hosts ON hosts.id = used.host_id ORDER BY used.addresses DESC, hosts.name
            """).ToListAsync(cancel);
        return new([.. largest.Select(holder => (holder.Name, holder.Addresses))], largest.Count == 0 ? 0 : largest[0].Hosts);
    }

    private sealed record Holder(string Name, int Addresses, int Hosts);

    /// <summary>How many hosts are in a network.</summary>
    public static Task<int> HostsAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
        db.Leases.Where(row => row.NetworkId == network && row.HostId != null).Select(row => row.HostId).Distinct().CountAsync(cancel);

    /// <summary>Subnets of a network that are leased outside of what is given unasked: those that were reserved, so there are few.</summary>
    public static Task<List<IPNetwork>> OutsideAsync(CloudNetDb db, NetworkId network, IEnumerable<LeasedRange> ranges, CancellationToken cancel)
    {
        var outside = db.Leases.Where(row => row.NetworkId == network);
        foreach (var range in ranges)
        {
            var (lowest, highest) = (new IPNetwork(range.SubnetMin, range.SubnetLength), new IPNetwork(range.SubnetMax, range.SubnetLength));
            outside = outside.Where(row => EF.Functions.LessThan(row.Subnet, lowest) || EF.Functions.GreaterThan(row.Subnet, highest));
        }
        return outside.Select(row => row.Subnet).ToListAsync(cancel);
    }

    internal static int Number(AddressFamily family) => family == AddressFamily.InterNetwork ? 4 : 6;

    internal static Task<Dictionary<StreamName, long>> RevisionsAsync(CloudNetDb db, StreamName[] streams, CancellationToken cancel) =>
        db.Streams.AsNoTracking().Where(row => streams.Contains(row.Name)).ToDictionaryAsync(row => row.Name, row => row.Revision, cancel);

    private static Task<Dictionary<(HostId, StreamName), long>> AppliedAsync(
        CloudNetDb db, HostId[] hosts, StreamName[] streams, CancellationToken cancel) =>
        db.Applied.AsNoTracking().Where(row => hosts.Contains(row.HostId) && streams.Contains(row.Stream))
            .ToDictionaryAsync(row => (row.HostId, row.Stream), row => row.Revision, cancel);
}
