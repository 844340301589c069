using CloudNet.Contracts.Trials;
using CloudNet.Store.Audit;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Trials;

/// <summary>Reads what a transaction has changed so far, before it is taken back.</summary>
internal static class TrialReads
{
    private const int Most = 1000;

    /// <summary>What the audit log has of this transaction. By index: of the entries that began in its very moment, those with its number.</summary>
    public static async Task<(int Count, IReadOnlyList<DryRunChange> First)> ChangesAsync(CloudNetDb db, CancellationToken cancel)
    {
        var own = db.Audit.FromSql($"SELECT * FROM audit WHERE at = now() AND transaction = pg_current_xact_id()::text::bigint");
        var first = await own.AsNoTracking().OrderBy(row => row.Id).Take(Most).ToListAsync(cancel);
        return (await own.CountAsync(cancel),
            [.. first.Select(row => new DryRunChange(
                row.Action, row.Kind, row.SubjectId, row.SubjectName, AuditJson.Of(row.Before), AuditJson.Of(row.After)))]);
    }
}
