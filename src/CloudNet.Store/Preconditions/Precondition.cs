using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;

namespace CloudNet.Store.Preconditions;

/// <summary>
/// What a change rests on: that the thing that its path names is as the caller saw it (<c>If-Match</c>). It goes along with the
/// asynchronous flow, and is checked within the change's transaction as soon as the lock is held under which the thing changes, before
/// anything is decided: from then on nobody else can change it.
/// </summary>
/// <param name="tenant">The caller's tenant.</param>
/// <param name="subject">Which thing, by id or name.</param>
/// <param name="tags">The tags that it may have, as they stand in the header.</param>
public sealed class Precondition(TenantId tenant, PreconditionSubject subject, IReadOnlyList<string> tags)
{
    private static readonly AsyncLocal<Precondition?> Flow = new();
    private bool isChecked;

    /// <summary>The precondition here; null where there is none.</summary>
    public static Precondition? Current => Flow.Value;

    /// <summary>From here on, until the caller's asynchronous method returns.</summary>
    public void Begin() => Flow.Value = this;

    /// <summary>Checks it, if the locks are those that it is about.</summary>
    internal async Task LockedAsync(Change change, IEnumerable<StreamName> streams)
    {
        foreach (var stream in streams)
        {
            if (subject.Kind == PreconditionKind.Network && stream.Network is { } network)
            {
                var found = await NetworkReads.FindAsync(change.Db, tenant, network, change.Cancel);
                if (!found.IsRefused(out _, out var record) && subject.Is(record.Id.ToString(), record.Name)) Require(record);
            }
            else if (subject.Kind == PreconditionKind.Host && stream.Host is { } host)
            {
                var found = await HostReads.FindAsync(change.Db, tenant, host, change.Now, change.Cancel);
                if (!found.IsRefused(out _, out var record) && subject.Is(record.Id.ToString(), record.Name)) Require(record);
            }
        }
    }

    /// <summary>Checks it against quotas that are locked.</summary>
    internal void Locked(QuotasRecord quotas)
    {
        if (subject.Kind == PreconditionKind.Quotas && subject.Is(quotas.TenantId.ToString(), quotas.Tenant)) Require(quotas);
    }

    /// <summary>Checks it against what the path names, found and locked by the change itself.</summary>
    /// <param name="kind">What that is.</param>
    /// <param name="record">It, as its GET answers it to this caller.</param>
    /// <exception cref="Change.RefusedException">It is no longer as the caller saw it.</exception>
    public void Locked(PreconditionKind kind, object record)
    {
        if (subject.Kind == kind) Require(record);
    }

    /// <exception cref="InvalidOperationException">The change would be made, and what it rests on was not looked at.</exception>
    internal void RequireChecked()
    {
        if (!isChecked) throw new InvalidOperationException("The change has a precondition, and did not lock what that is about.");
    }

    private void Require(object record)
    {
        var now = EntityTag.Of(record)!;
        if (!tags.Any(now.Holds)) throw new Change.RefusedException(Changed(subject.Text, now));
        isChecked = true;
    }

    /// <summary>Refuses a change that rests on what is another by now.</summary>
    /// <param name="subject">What it is about; begins a sentence.</param>
    /// <param name="now">Its tag.</param>
    public static Refusal Changed(string subject, EntityTag now) => new(RefusalKind.Changed, "It has changed",
        $"{subject} is no longer as you saw it: it has the ETag {now} now. GET it again, see whether the change is still what you want, "
        + "and send its new ETag as If-Match; or leave If-Match out.");
}
