using System.Collections.Immutable;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Finds which attachments have their network namespace now. One named by a process is over when the process ends, and its
/// address is released; one named by a path waits until the namespace is there again.
/// </summary>
/// <param name="attachments">The attachments.</param>
/// <param name="isThere">Whether a namespace is there (<see cref="Netns.IsThere"/>).</param>
/// <param name="log">Told of changes.</param>
/// <param name="clock">Tells when an address was released.</param>
internal sealed class Presence(LiveAttachments attachments, Func<NetnsTarget, bool> isThere, AgentLog log, TimeProvider clock)
{
    /// <summary>The attachments whose namespace was there at the last look.</summary>
    public ImmutableArray<Attachment> Present { get; private set; } = [];

    /// <summary>Whether an attachment waits for its namespace to come back.</summary>
    public bool AnyWaiting => Present.Length < attachments.Current.Count;

    /// <summary>Looks, and answers whether anything is otherwise than at the last look.</summary>
    public bool Look()
    {
        var gone = attachments.Current.Entries.Where(entry => entry.Target.Kind == NetnsKind.Process && !isThere(entry.Target)).ToArray();
        foreach (var entry in gone) Release(entry);
        var present = attachments.Current.Entries.Where(entry => isThere(entry.Target)).Select(entry => entry.Attachment).ToImmutableArray();
        var same = present.Select(attachment => attachment.Id).SequenceEqual(Present.Select(attachment => attachment.Id));
        Present = present;
        return !same;
    }

    private void Release(AttachmentEntry entry)
    {
        try
        {
            attachments.Change(book => book.Without(entry, clock.GetUtcNow()));
            log.Info("attach", $"{entry.Attachment.Name}: {entry.Target} has ended; {string.Join(" and ", entry.Attachment.Addresses)} released.");
        }
        catch (IOException fault)
        {
            // It is tried again at the next look; until then the address counts as used.
            log.Error("attach", $"{entry.Attachment.Name}: {entry.Target} has ended, and that could not be saved: {fault.Message}");
        }
    }
}
