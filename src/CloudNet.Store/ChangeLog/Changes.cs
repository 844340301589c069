using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Refusals;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Store.ChangeLog;

/// <summary>
/// Runs a change: load, decide, save and append, in one transaction; a refusal leaves nothing behind.
/// <para>
/// A decision rests on what it read under its locks. What it read without (a name that is free, a range that no other network
/// touches) the database holds to by its constraints: where another writer was first, the constraint fails, and the decision
/// is made once more, now seeing the other's rows, so that the caller gets the refusal that names them. Deadlocks and
/// serialization failures are tried again likewise. Hence a decision may run several times, and does nothing but read and
/// change tracked rows.
/// </para>
/// </summary>
public sealed class Changes(CloudNetStore store, TimeProvider clock)
{
    private const int MostTries = 10;

    /// <summary>Makes a change of a tenant's own rows, or tells why not.</summary>
    /// <param name="tenant">The tenant; nothing else is there.</param>
    /// <param name="decide">Reads, decides, and changes tracked rows.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="DbUpdateException">The database refuses it again and again.</exception>
    public Task<Outcome<T>> RunAsync<T>(TenantId tenant, Func<Change, Task<Outcome<T>>> decide, CancellationToken cancel) where T : notnull =>
        RunAsync(() => store.ForTenant(tenant), decide, cancel);

    /// <summary>
    /// Makes a change that begins before it is known whose rows it is about (<see cref="Change.NarrowAsync"/> once it is), or
    /// makes a tenant.
    /// </summary>
    /// <param name="decide">Reads, decides, and changes tracked rows.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="DbUpdateException">The database refuses it again and again.</exception>
    public Task<Outcome<T>> RunForSystemAsync<T>(Func<Change, Task<Outcome<T>>> decide, CancellationToken cancel) where T : notnull =>
        RunAsync(store.ForSystem, decide, cancel);

    private async Task<Outcome<T>> RunAsync<T>(Func<CloudNetDb> open, Func<Change, Task<Outcome<T>>> decide, CancellationToken cancel) where T : notnull
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(open, decide, cancel);
            }
            catch (Exception fault) when (tries < MostTries && IsWorthAnotherTry(fault))
            {
                // Two that met once meet again if both wait equally long.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 << Math.Min(tries, 6))), cancel);
            }
        }
    }

    private async Task<Outcome<T>> TryAsync<T>(Func<CloudNetDb> open, Func<Change, Task<Outcome<T>>> decide, CancellationToken cancel) where T : notnull
    {
        await using var db = open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var change = new Change(db, clock.GetStoredNow(), cancel);
        var outcome = await decide(change);
        if (outcome.IsRefused(out _, out _)) return outcome;
        await db.SaveChangesAsync(cancel);
        await ChangeLogWriter.AppendAsync(db, change.Records, change.Now, cancel);
        await transaction.CommitAsync(cancel);
        return outcome;
    }

    private static bool IsWorthAnotherTry(Exception fault) => fault switch
    {
        Change.ReadAgainException => true,
        // Entity Framework wraps what PostgreSQL calls transient, such as a deadlock, once more.
        DbUpdateException or InvalidOperationException when fault.InnerException is { } inner => IsWorthAnotherTry(inner),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => false,
    };
}
