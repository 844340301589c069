using System.Net;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>Chooses network, namespace, link and address for a workload. One at a time, from the choice to its being saved.</summary>
/// <param name="views">What the host knows.</param>
/// <param name="attachments">The attachments.</param>
/// <param name="clock">Tells time.</param>
internal sealed class AttachChoice(ViewSet views, LiveAttachments attachments, TimeProvider clock)
{
    /// <summary>Chooses; the outcome says whether the attachment is new or was there, and what of its name was there before and is over.</summary>
    /// <param name="ask">What is asked for.</param>
    /// <param name="foreign">Addresses that something else has, and that are not chosen but where they are asked for or pinned.</param>
    public (AttachOutcome Outcome, AttachmentEntry? Before, bool IsNew) Choose(AttachAsk ask, IReadOnlySet<IPAddress> foreign)
    {
        var (network, leases, refusal) = new Admission(views, attachments.Current, clock).Leases(ask.Network);
        if (network is null) return (AttachOutcome.Refused(refusal!), null, false);
        var (target, missing) = Netns.Find(ask.Target);
        if (target is null) return (AttachOutcome.Refused(missing!), null, false);
        var name = ask.Name ?? target.DefaultName;
        if (AttachRules.Problems(ask, name) is [_, ..] problems) return (AttachOutcome.Refused(string.Join('\n', problems)), null, false);
        var before = attachments.Current.Find(network.Id, name);
        if (before is not null && !IsOver(before)) return (Again(before, target, ask, network.Settings.Name), null, false);
        var book = before is null ? attachments.Current : attachments.Current.Without(before, clock.GetUtcNow());
        if (Inside(book, network.Id, target) is { } inside) return (Twice(inside, network.Settings.Name), null, false);

        var admission = new Admission(views, book, clock);
        var (link, taken) = Link(book, ask, target);
        if (link is null) return (AttachOutcome.Refused(taken!), null, false);
        var (addresses, none) = admission.Addresses(network, leases, name, ask.Addresses, foreign);
        if (none is not null) return (AttachOutcome.Refused(none), null, false);
        var (entry, full) = admission.Admit(ask, network, target, name, link, addresses);
        if (entry is null) return (AttachOutcome.Refused(full!), null, false);
        return (AttachOutcome.Done(entry), before, true);
    }

    /// <summary>Saves a choice. What was before goes with what comes: an attach that is refused takes nothing away.</summary>
    /// <exception cref="IOException">It could not be saved; nothing has changed.</exception>
    public void Save(AttachmentEntry? before, AttachmentEntry entry) =>
        attachments.Change(now => (before is null ? now : now.Without(before, clock.GetUtcNow())).With(entry));

    // A process that has ended leaves its name free, also before the loop has noticed: containers restart under one name. So does a path of
    // an earlier boot.
    private static bool IsOver(AttachmentEntry there) =>
        !Netns.IsThere(there.Target) && (there.Target.Kind == NetnsKind.Process || (there.Target.BootId ?? Boot.Id) != Boot.Id);

    private static AttachOutcome Again(AttachmentEntry there, NetnsTarget target, AttachAsk ask, string network)
    {
        var has = there.Attachment;
        var same = Netns.Same(there.Target, target) && ask.Addresses.All(has.Addresses.Contains)
            && (ask.Interface ?? has.InterfaceName) == has.InterfaceName && (ask.Labels.IsEmpty || ask.Labels.SequenceEqual(has.Labels));
        return same ? AttachOutcome.Done(there) : AttachOutcome.Refused(
            $"Network {network} has a workload {has.Name} on this host already: {string.Join(" and ", has.Addresses)} on {has.InterfaceName} in {there.Target}. "
            + $"Give another name with --name, or detach that one first: cloudnet detach {has.Name} --network {network}");
    }

    // A namespace is in a network once: a second interface there would answer for the first one's subnet.
    private static AttachmentEntry? Inside(AttachmentBook book, NetworkId network, NetnsTarget target) =>
        book.Entries.FirstOrDefault(entry => entry.Attachment.Network == network && Netns.Same(entry.Target, target));

    private static AttachOutcome Twice(AttachmentEntry there, string network)
    {
        var has = there.Attachment;
        return AttachOutcome.Refused($"{there.Target} is in network {network} already: as workload {has.Name}, {string.Join(" and ", has.Addresses)} on {has.InterfaceName}. "
            + $"A namespace is in a network once; to change it, detach first: cloudnet detach {has.Name} --network {network}");
    }

    private static (string? Link, string? Refusal) Link(AttachmentBook book, AttachAsk ask, NetnsTarget target)
    {
        var taken = Netns.Links(target).Concat(book.Entries
            .Where(entry => Netns.Same(entry.Target, target)).Select(entry => entry.Attachment.InterfaceName)).ToHashSet();
        if (ask.Interface is not { } asked)
            return (Enumerable.Range(0, int.MaxValue).Select(number => $"eth{number}").First(name => !taken.Contains(name)), null);
        return taken.Contains(asked)
            ? (null, $"{target} has an interface {asked} already. Give another name with --ifname, or none for the first free ethN.")
            : (asked, null);
    }
}
