using CloudNet.Contracts.Trials;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Trials;

/// <summary>
/// A change that is only tried: made for real in its transaction, looked at, and taken back. It goes along with the asynchronous
/// flow, as a <see cref="Audit.Deed"/> does, and <see cref="ChangeLog.Changes"/> heeds it: no command knows of it, and none can
/// forget it. What would change is what the triggers wrote into the audit log meanwhile; what hosts would hear is what the change
/// recorded.
/// </summary>
public sealed class Trial
{
    /// <summary>The setting of a transaction that is taken back: functions that take what no rollback gives back heed it.</summary>
    public const string Setting = "cloudnet.trial";

    private static readonly AsyncLocal<Trial?> Flow = new();

    /// <summary>The trial here; null where what is done is meant.</summary>
    public static Trial? Current => Flow.Value;

    /// <summary>Whether a change was tried.</summary>
    public bool IsDone { get; private set; }

    /// <summary>How many things would have changed.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<DryRunChange> Changes { get; private set; } = [];

    /// <summary>What hosts would have been told.</summary>
    public IReadOnlyList<DryRunEffect> Effects { get; private set; } = [];

    /// <summary>From here on, until the caller's asynchronous method returns, changes are only tried.</summary>
    public static Trial Begin() => Flow.Value = new();

    internal static Task EnterAsync(CloudNetDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT set_config({Setting}, 'on', true)", cancel);

    internal async Task EndAsync(Change change)
    {
        (ChangeCount, Changes) = await TrialReads.ChangesAsync(change.Db, change.Cancel);
        Effects = await TrialEffects.ReadAsync(change.Db, change.Records, Changes, change.Cancel);
        IsDone = true;
    }
}
