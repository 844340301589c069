using System.Net;
using System.Net.Sockets;
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
    /// <summary>Takes the lowest free subnets of a family: as many as are wanted, or as there are.</summary>
    public static async Task<IReadOnlyList<IPNetwork>> TakeLowestAsync(
        CloudNetDb db, NetworkRow network, AddressFamily family, int wanted, CancellationToken cancel)
    {
        if (wanted == 0) return [];
        await db.SaveChangesAsync(cancel);
        var length = network.AsLeased().SubnetLength(family);
        // Each row holds a subnet at least, and seldom only one: most calls need the first row alone.
        var rows = await Of(db, network.Id, family).OrderBy(row => row.First).Take(1).ToListAsync(cancel);
        if (rows is [var lowest] && lowest.Range.Count(length) < (uint)wanted)
            rows = await Of(db, network.Id, family).OrderBy(row => row.First).Take(wanted).ToListAsync(cancel);
        var (taken, usedUp, left) = SubnetAllocation.TakeLowest([.. rows.Select(row => row.Range)], length, wanted);
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
        if (network.Ranges.Any(range => range.Leased.Given.Contains(subnet))) await AddAsync(db, network, FreeRange.Of(subnet), cancel);
    }

    /// <summary>Adds addresses to what the network has to give, one range with those that they touch.</summary>
    public static async Task AddAsync(CloudNetDb db, NetworkRow network, FreeRange given, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var (of, first) = (Of(db, network.Id, given.First.AddressFamily), given.First);
        var below = await of.Where(row => EF.Functions.LessThan(row.First, first)).OrderByDescending(row => row.First).FirstOrDefaultAsync(cancel);
        var above = await of.Where(row => EF.Functions.GreaterThan(row.First, first)).OrderBy(row => row.First).FirstOrDefaultAsync(cancel);
        var range = SubnetAllocation.With(given, below?.Range, above?.Range);
        var joinsAbove = above is not null && range.Last.Equals(above.Last);
        if (below is not null && range.First.Equals(below.First))
        {
            below.Range = range;
            if (joinsAbove) db.FreeRanges.Remove(above!);
        }
        else if (joinsAbove) above!.Range = range;
        else db.FreeRanges.Add(FreeRangeRow.Of(network, range));
    }

    // All IPv4 addresses come before all IPv6 ones in PostgreSQL's order, so that one index on them serves both.
    private static IQueryable<FreeRangeRow> Of(CloudNetDb db, NetworkId network, AddressFamily family)
    {
        var own = db.FreeRanges.Where(row => row.NetworkId == network);
        return family == AddressFamily.InterNetwork
            ? own.Where(row => EF.Functions.LessThan(row.First, IPAddress.IPv6Any))
            : own.Where(row => EF.Functions.GreaterThanOrEqual(row.First, IPAddress.IPv6Any));
    }

    private static Task<FreeRangeRow?> BelowAsync(CloudNetDb db, NetworkId network, IPNetwork subnet, CancellationToken cancel) =>
        Of(db, network, subnet.BaseAddress.AddressFamily).Where(row => EF.Functions.LessThanOrEqual(row.First, subnet.BaseAddress))
            .OrderByDescending(row => row.First).FirstOrDefaultAsync(cancel);
}
