using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>
/// Takes subnets from what a network has to give, and gives them back. Always under the lock of the network's stream; what is
/// changed is saved with the change. Each call finds one or two rows by an index on their first address, so its cost grows
/// with the logarithm of the number of leases. Rows are found as the database has them, so what an earlier call changed is
/// saved first.
/// </summary>
public static class FreeRanges
{
    /// <summary>Takes the lowest free subnets: as many as are wanted, or as there are.</summary>
    public static async Task<IReadOnlyList<IPNetwork>> TakeLowestAsync(CloudNetDb db, NetworkRow network, int wanted, CancellationToken cancel)
    {
        if (wanted == 0) return [];
        // Each row holds a subnet at least, and seldom only one: most calls need the first row alone.
        var rows = await Of(db, network.Id).OrderBy(row => row.First).Take(1).ToListAsync(cancel);
        if (rows is [var lowest] && lowest.Range.Count(network.SubnetLength) < (uint)wanted)
            rows = await Of(db, network.Id).OrderBy(row => row.First).Take(wanted).ToListAsync(cancel);
        var (taken, usedUp, left) = SubnetAllocation.TakeLowest([.. rows.Select(row => row.Range)], network.SubnetLength, wanted);
        db.FreeRanges.RemoveRange(rows.Take(usedUp));
        if (left is not null) rows[usedUp].Range = left;
        return taken;
    }

    /// <summary>Takes this subnet; one that is not given unasked is not among the free ones, and nothing is changed.</summary>
    /// <returns>Whether it was free.</returns>
    public static async Task<bool> TakeAsync(CloudNetDb db, NetworkRow network, IPNetwork subnet, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (await BelowAsync(db, network.Id, subnet, cancel) is not { } row || !row.Range.Contains(subnet)) return false;
        var left = SubnetAllocation.Without(row.Range, subnet);
        if (left.Count == 0) db.FreeRanges.Remove(row);
        else row.Range = left[0];
        db.FreeRanges.AddRange(left.Skip(1).Select(range => FreeRangeRow.Of(network, range)));
        return true;
    }

    /// <summary>Gives a subnet back; one that is not given unasked stays out.</summary>
    public static async Task GiveBackAsync(CloudNetDb db, NetworkRow network, IPNetwork subnet, CancellationToken cancel)
    {
        if (!network.AsLeased().Given.Contains(subnet)) return;
        await db.SaveChangesAsync(cancel);
        var below = await BelowAsync(db, network.Id, subnet, cancel);
        var above = await Of(db, network.Id).Where(row => EF.Functions.GreaterThan(row.First, subnet.BaseAddress))
            .OrderBy(row => row.First).FirstOrDefaultAsync(cancel);
        var range = SubnetAllocation.With(subnet, below?.Range, above?.Range);
        var joinsAbove = above is not null && range.Last.Equals(above.Last);
        if (below is not null && range.First.Equals(below.First))
        {
            below.Range = range;
            if (joinsAbove) db.FreeRanges.Remove(above!);
        }
        else if (joinsAbove) above!.Range = range;
        else db.FreeRanges.Add(FreeRangeRow.Of(network, range));
    }

    private static IQueryable<FreeRangeRow> Of(CloudNetDb db, NetworkId network) => db.FreeRanges.Where(row => row.NetworkId == network);

    private static Task<FreeRangeRow?> BelowAsync(CloudNetDb db, NetworkId network, IPNetwork subnet, CancellationToken cancel) =>
        Of(db, network).Where(row => EF.Functions.LessThanOrEqual(row.First, subnet.BaseAddress))
            .OrderByDescending(row => row.First).FirstOrDefaultAsync(cancel);
}
