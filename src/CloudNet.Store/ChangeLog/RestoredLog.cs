using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.ChangeLog;

/// <summary>
/// What is to be done once after a database was restored from a backup. Agents may have revisions that the backup does not know,
/// and views only go forward: they would ignore what they are told until the numbers have caught up, and then take changes onto
/// another base. So every stream goes far ahead of any agent, and the log, which no longer leads there, is emptied: each agent is
/// behind, and gets a snapshot. The audit log is from a server whose numbers of transactions were others: its entries go before
/// all that this one will number, in the order in which they were written, and each
/// webhook goes on with the first of them that it has not got.
/// </summary>
public static class RestoredLog
{
    /// <summary>How far a stream goes ahead: more changes than any stream has between a backup and its restore.</summary>
    public const long Leap = 1_000_000;

    /// <summary>Raises every stream, in one transaction. No controller may run meanwhile.</summary>
    /// <returns>How many streams there are.</returns>
    public static async Task<int> RaiseAsync(CloudNetDb db, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Changes.ExecuteDeleteAsync(cancel);
        var streams = await db.Streams.ExecuteUpdateAsync(row => row.SetProperty(stream => stream.Revision, stream => stream.Revision + Leap), cancel);
        await db.Database.ExecuteSqlAsync($"""
            UPDATE webhooks AS w SET transaction = 0, entry = coalesce(
                (SELECT min(id) - 1 FROM audit AS a WHERE a.tenant_id = w.tenant_id AND (a.transaction, a.id) > (w.transaction, w.entry)),
                (SELECT max(id) FROM audit AS a WHERE a.tenant_id = w.tenant_id), 0)
            """, cancel);
        await db.Audit.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Transaction, 0L), cancel);
        await transaction.CommitAsync(cancel);
        return streams;
    }
}
