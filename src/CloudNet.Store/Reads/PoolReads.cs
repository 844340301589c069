using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads what networks have to give.</summary>
public static class PoolReads
{
    /// <summary>The pool of one network.</summary>
    public static async Task<Outcome<PoolRecord>> FindAsync(
        CloudNetDb db, TenantId tenant, NetworkId id, LeaseTerms terms, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Networks.AsNoTracking().SingleOrDefaultAsync(row => row.TenantId == tenant && row.Id == id, cancel) is not { } network)
            return NetworkReads.NotFound(id.ToString());
        var free = (await db.FreeRanges.AsNoTracking().Where(row => row.NetworkId == id).OrderBy(row => row.First).ToListAsync(cancel))
            .ToLookup(row => row.First.AddressFamily, row => row.Range);
        List<FamilyPoolRecord> pools = [];
        foreach (var family in network.AsLeased().Families)
        {
            var number = LeaseReads.Number(family);
            var uses = await UsesAsync(db, network, family, [.. free[family]], cancel);
            var taken = uses.Sum(use => use.Held) - await HeldAsync(db, network, number, now - Forecast.Lookback, cancel);
            var reclaimable = await ExpiryReads.ReclaimableAsync(db, id, number, terms, now, cancel);
            pools.Add(Record(family, network.AsLeased().SubnetLength(family), uses, [.. free[family]], taken, reclaimable, now - network.CreatedAt));
        }
        return new PoolRecord(network.Id, network.Name, pools);
    }

    private static FamilyPoolRecord Record(
        AddressFamily family, int length, IReadOnlyList<RangeUseRecord> uses, IReadOnlyList<FreeRange> free, int taken, int reclaimable,
        TimeSpan age)
    {
        var count = uses.Sum(use => use.Free);
        var longest = free.MaxBy(range => range.Count(length));
        return new(
            FamilyName.Of(family).ToLowerInvariant(), length, uses, uses.Sum(use => use.Total), uses.Sum(use => use.Held), reclaimable,
            uses.Sum(use => use.Reserved), count, free.Count > 0 ? free[0].Lowest(length, 1)[0] : null,
            longest is null ? null : new(longest.First, longest.Last), taken, Forecast.FullInDays(count, taken, age));
    }

    private static async Task<IReadOnlyList<RangeUseRecord>> UsesAsync(
        CloudNetDb db, NetworkRow network, AddressFamily family, IReadOnlyList<FreeRange> free, CancellationToken cancel)
    {
        List<RangeUseRecord> uses = [];
        foreach (var range in network.AsLeased().Of(family))
        {
            var own = db.Leases.Where(row => row.NetworkId == network.Id && EF.Functions.ContainedByOrEqual(row.Subnet, range.Range));
            var (held, reserved) = (await own.CountAsync(row => row.HostId != null, cancel), await own.CountAsync(row => row.HostId == null, cancel));
            var left = free.Select(one => one.Within(range.Range)).OfType<FreeRange>().Sum(one => (decimal)one.Count(range.SubnetLength));
            uses.Add(new(range.Range, (decimal)range.Total, held, reserved, left, (decimal)range.Total - held - reserved - left));
        }
        return uses;
    }

    private static Task<int> HeldAsync(CloudNetDb db, NetworkRow network, int family, DateTimeOffset at, CancellationToken cancel)
    {
        var whole = family == 4 ? new IPNetwork(IPAddress.Any, 0) : new IPNetwork(IPAddress.IPv6Any, 0);
        return db.AddressHistory.CountAsync(row => row.TenantId == network.TenantId && row.NetworkId == network.Id && row.WorkloadId == null
            && EF.Functions.ContainedByOrEqual(row.Addresses, whole) && row.Since <= at && (row.Until == null || row.Until > at), cancel);
    }
}
