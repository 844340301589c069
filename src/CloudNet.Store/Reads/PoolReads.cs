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
        var (held, reserved) = await LeaseReads.CountAsync(db, id, cancel);
        var free = await db.FreeRanges.AsNoTracking().Where(row => row.NetworkId == id).OrderBy(row => row.First).ToListAsync(cancel);
        var taken = held - await HeldAsync(db, network, now - Forecast.Lookback, cancel);
        return Record(network, held, reserved, [.. free.Select(row => row.Range)], taken) with
        {
            Reclaimable = await ExpiryReads.ReclaimableAsync(db, id, terms, now, cancel),
        };
    }

    private static PoolRecord Record(NetworkRow network, int held, int reserved, IReadOnlyList<FreeRange> free, int taken)
    {
        var (length, total) = (network.SubnetLength, (decimal)network.Range.SubnetCount(network.SubnetLength));
        var count = free.Sum(range => (decimal)range.Count(length));
        var longest = free.MaxBy(range => range.Count(length));
        return new(
            network.Id, network.Name, network.Range, length, total, held, 0, reserved, count, total - held - reserved - count,
            free.Count > 0 ? free[0].Lowest(length, 1)[0] : null, longest is null ? null : new(longest.First, longest.Last), taken,
            Forecast.FullInDays(count, taken));
    }

    private static Task<int> HeldAsync(CloudNetDb db, NetworkRow network, DateTimeOffset at, CancellationToken cancel) =>
        db.AddressHistory.CountAsync(row => row.TenantId == network.TenantId && row.NetworkId == network.Id && row.WorkloadId == null
            && row.Since <= at && (row.Until == null || row.Until > at), cancel);
}
