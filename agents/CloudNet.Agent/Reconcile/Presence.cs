using System.Collections.Immutable;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Finds which attachments have their network namespace now. One named by a process is over when the process ends, and its
/// address is released; one named by a path waits until the namespace is there again, but after a boot of the machine not for
/// ever: what does not come back with it is a leftover.
/// </summary>
/// <param name="attachments">The attachments.</param>
/// <param name="isThere">Whether a namespace is there (<see cref="Netns.IsThere"/>).</param>
/// <param name="boot">This boot of the machine.</param>
/// <param name="log">Told of changes.</param>
/// <param name="clock">Tells when an address was released.</param>
internal sealed class Presence(LiveAttachments attachments, Func<NetnsTarget, bool> isThere, string boot, AgentLog log, TimeProvider clock)
{
    /// <summary>How long after the agent's start namespaces that had a path before the boot may still come back: machines start slowly.</summary>
    public static readonly TimeSpan Comeback = TimeSpan.FromMinutes(10);

    private readonly long started = clock.GetTimestamp();

    /// <summary>The attachments whose namespace was there at the last look.</summary>
    public ImmutableArray<Attachment> Present { get; private set; } = [];

    /// <summary>Whether an attachment waits for its namespace to come back.</summary>
    public bool AnyWaiting => Present.Length < attachments.Current.Count;

    /// <summary>Looks, and answers whether anything is otherwise than at the last look.</summary>
    public bool Look()
    {
        var there = attachments.Current.Entries.ToLookup(entry => isThere(entry.Target));
        foreach (var entry in there[false].Where(IsOver)) Release(entry);
        Stamp(there[true].Concat(there[false].Where(entry => entry.Target.BootId is null)));
        var present = there[true].Select(entry => entry.Attachment).ToImmutableArray();
        var same = present.Select(attachment => attachment.Id).SequenceEqual(Present.Select(attachment => attachment.Id));
        Present = present;
        return !same;
    }

    private bool IsOver(AttachmentEntry gone) =>
        gone.Target.Kind == NetnsKind.Process
        || (gone.Target.BootId is { } before && before != boot && clock.GetElapsedTime(started) >= Comeback);

    // Where an older agent did not say which boot it was, it counts as this one: nothing is released that perhaps only waits.
    private void Stamp(IEnumerable<AttachmentEntry> seen)
    {
        var ids = seen.Where(entry => entry.Target.Kind == NetnsKind.Path && entry.Target.BootId != boot).Select(entry => entry.Attachment.Id).ToHashSet();
        if (ids.Count == 0) return;
        try
        {
            attachments.Change(book => book.Seen(ids, boot));
        }
        catch (IOException fault)
        {
            log.Error("attach", $"That namespaces are there after the boot could not be saved; it is tried again: {fault.Message}");
        }
    }

    private void Release(AttachmentEntry entry)
    {
        var (attachment, target) = (entry.Attachment, entry.Target);
        var why = target.Kind == NetnsKind.Process ? "has ended" : $"did not come back within {Comeback.TotalMinutes:0} minutes after the boot";
        try
        {
            attachments.Change(book => book.Without(entry, clock.GetUtcNow()));
            log.Info("attach", $"{attachment.Name}: {target} {why}; {string.Join(" and ", attachment.Addresses)} released.");
        }
        catch (IOException fault)
        {
            // It is tried again at the next look; until then the address counts as used.
            log.Error("attach", $"{attachment.Name}: {target} {why}, and that could not be saved: {fault.Message}");
        }
    }
}
