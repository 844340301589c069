using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Audit;

/// <summary>
/// Drops what is kept long enough, a bounded batch at a time. Of the replicas one does at a time, by an advisory lock that ends with
/// the batch.
/// </summary>
public static class Retention
{
    private const long LockKey = 0x636c6f756b656570; // "cloukeep"

    /// <summary>Drops entries of the audit log from before a time.</summary>
    /// <returns>How many; fewer than <paramref name="most"/> where no more are left, or another replica is at it.</returns>
    public static Task<int> TrimAuditAsync(CloudNetDb db, DateTimeOffset before, int most, CancellationToken cancel) => AloneAsync(
        db, () => db.Database.SqlQuery<int>($"SELECT trim_audit({before}, {most}) AS \"Value\"").SingleAsync(cancel), cancel);

    /// <summary>Drops spans of the address history that ended before a time. One that has not ended stays.</summary>
    /// <returns>How many; fewer than <paramref name="most"/> where no more are left, or another replica is at it.</returns>
    public static Task<int> TrimAddressHistoryAsync(CloudNetDb db, DateTimeOffset before, int most, CancellationToken cancel) => AloneAsync(
        db, () =>
        {
            var old = db.AddressHistory.Where(row => row.Until < before).OrderBy(row => row.Until).Take(most).Select(row => row.Id);
            return db.AddressHistory.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancel);
        }, cancel);

    /// <summary>Drops what was asked for under an Idempotency-Key before a time.</summary>
    /// <returns>How many; fewer than <paramref name="most"/> where no more are left, or another replica is at it.</returns>
    public static Task<int> TrimRepeatsAsync(CloudNetDb db, DateTimeOffset before, int most, CancellationToken cancel) => AloneAsync(
        db, () => db.Database.ExecuteSqlAsync($"""
            DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_keys WHERE at < {before} LIMIT {most}))
            """, cancel), cancel);

    private static async Task<int> AloneAsync(CloudNetDb db, Func<Task<int>> trim, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({LockKey}) AS \"Value\"").SingleAsync(cancel)) return 0;
        var dropped = await trim();
        await transaction.CommitAsync(cancel);
        return dropped;
    }
}
