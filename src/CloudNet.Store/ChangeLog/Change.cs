using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Isolation;
using CloudNet.Store.Preconditions;

namespace CloudNet.Store.ChangeLog;

/// <summary>One try at a change: the open transaction, and what it will tell of. Made by <see cref="Changes"/>.</summary>
public sealed class Change
{
    private readonly SortedDictionary<StreamName, List<ViewOperation>> records = [];
    private readonly List<Action> afterwards = [];

    internal Change(CloudNetDb db, DateTimeOffset now, CancellationToken cancel) => (Db, Now, Cancel) = (db, now, cancel);

    /// <summary>The context, with the transaction open. What is tracked is saved after the decision.</summary>
    public CloudNetDb Db { get; }

    /// <summary>When this try began.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Cancels.</summary>
    public CancellationToken Cancel { get; }

    internal IReadOnlyCollection<StreamChange> Records => [.. records.Select(record => new StreamChange(record.Key, [.. record.Value]))];

    /// <summary>
    /// Makes the rest of the transaction that of a tenant: what began as the system to find out whose it is sees and changes that
    /// tenant's rows only from here on.
    /// </summary>
    public Task NarrowAsync(TenantId tenant) => Db.EnterAsync(DbScope.Of(tenant), Cancel);

    /// <summary>
    /// Saves what was changed so far, and makes the rest of the transaction that of what is being done now
    /// (<see cref="Audit.Deed.Current"/>): for a change that several asked for.
    /// </summary>
    public async Task DoAsync()
    {
        await Db.SaveChangesAsync(Cancel);
        await Db.EnterAsync(null, Cancel);
    }

    /// <summary>
    /// Locks streams until the transaction ends; read what the decision rests on after this. Where more are locked later in
    /// the same try, their names must come after these.
    /// </summary>
    public async Task LockAsync(params IEnumerable<StreamName> streams)
    {
        StreamName[] locked = [.. streams];
        await ChangeLogWriter.LockAsync(Db, locked, Cancel);
        if (Precondition.Current is { } condition) await condition.LockedAsync(this, locked);
    }

    /// <summary>Adds operations to the stream's change record; without any, the record only takes the next revision.</summary>
    public void Record(StreamName stream, params IEnumerable<ViewOperation> operations)
    {
        if (!records.TryGetValue(stream, out var recorded)) records.Add(stream, recorded = []);
        recorded.AddRange(operations);
    }

    /// <summary>Has something done when the change is committed, and only then.</summary>
    public void Afterwards(Action action) => afterwards.Add(action);

    internal void Committed() => afterwards.ForEach(action => action());

    /// <summary>Begins the change anew, because what was read to know the locks is no longer so.</summary>
    public static Exception ReadAgain() => new ReadAgainException();

    /// <summary>Ends the change with a refusal from below its decision.</summary>
    internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Title)
    {
        public Refusal Refusal { get; } = refusal;
    }

    internal sealed class ReadAgainException() : Exception("What the change rests on was changed meanwhile.");
}
