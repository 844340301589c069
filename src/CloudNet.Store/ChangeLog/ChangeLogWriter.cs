using System.Text.Json;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.ChangeLog;

/// <summary>
/// Writes change records, always in the transaction that makes the change they tell of.
/// <para>
/// A writer first locks the streams it will change (<see cref="LockAsync"/>), then reads, decides and saves, then appends. The
/// lock is the stream's row, held until commit: so revisions of a stream are taken in commit order, and what was read under
/// the lock is still true at commit. Streams are locked in the order of their names, so two writers cannot wait for each other.
/// Cost: one round trip for the lock and one for all records, whatever the number of hosts that will hear of it.
/// </para>
/// </summary>
public static class ChangeLogWriter
{
    /// <summary>Channel of <c>NOTIFY</c> that wakes whoever publishes the log.</summary>
    public const string WakeChannel = "cloudnet_changes";

    /// <summary>Locks streams until the transaction ends; one that does not exist yet is made, at revision 0.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public static async Task LockAsync(CloudNetDb db, IEnumerable<StreamName> streams, CancellationToken cancel)
    {
        RequireTransaction(db);
        var names = Names(streams);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO streams (name, revision)
            SELECT name, 0 FROM unnest({names}) AS wanted(name) ORDER BY name COLLATE "C"
            ON CONFLICT (name) DO NOTHING;
            SELECT 1 FROM streams WHERE name = ANY({names}) ORDER BY name COLLATE "C" FOR UPDATE
            """, cancel);
    }

    /// <summary>
    /// Takes the next revision of each stream and writes its change record; whoever publishes is woken when the transaction
    /// commits.
    /// </summary>
    /// <param name="db">The context, with a transaction open.</param>
    /// <param name="changes">At most one for each stream.</param>
    /// <param name="at">When, for the record.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public static async Task AppendAsync(CloudNetDb db, IReadOnlyCollection<StreamChange> changes, DateTimeOffset at, CancellationToken cancel)
    {
        if (changes.Count == 0) return;
        RequireTransaction(db);
        var ordered = changes.OrderBy(change => change.Stream).ToArray();
        var names = ordered.Select(change => change.Stream.Text).ToArray();
        var operations = ordered.Select(change => Json(change.Operations)).ToArray();
        var owners = ordered.Select(change => change.Owner?.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            WITH given AS (
                SELECT name, operations, owner FROM unnest({names}, {operations}, {owners}) AS g(name, operations, owner)
            ), taken AS (
                INSERT INTO streams (name, revision, tenant_id)
                SELECT name, 1, coalesce(owner, current_tenant()) FROM given ORDER BY name COLLATE "C"
                ON CONFLICT (name) DO UPDATE SET revision = streams.revision + 1
                RETURNING name, revision, tenant_id
            )
            INSERT INTO changes (stream, revision, operations, at, published, tenant_id)
            SELECT taken.name, taken.revision, given.operations::json, {at}, false, taken.tenant_id FROM taken JOIN given USING (name);
            SELECT pg_notify({WakeChannel}, '')
            """, cancel);
    }

    private static string[] Names(IEnumerable<StreamName> streams) => [.. streams.Distinct().Order().Select(stream => stream.Text)];

    private static string Json(IReadOnlyList<ViewOperation> operations) =>
        JsonSerializer.Serialize(operations, ContractsJson.Default.IReadOnlyListViewOperation);

    private static void RequireTransaction(CloudNetDb db)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A change record is written in the transaction of its change; none is open.");
    }
}
