using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>Chooses network, namespace, link and address for a workload, and saves the choice. One at a time.</summary>
/// <param name="views">What the host knows.</param>
/// <param name="attachments">The attachments.</param>
/// <param name="clock">Tells time.</param>
internal sealed class AttachChoice(ViewSet views, LiveAttachments attachments, TimeProvider clock)
{
    /// <summary>Chooses and saves; the outcome says whether the attachment is new or was there.</summary>
    public (AttachOutcome Outcome, bool IsNew) Choose(AttachAsk ask)
    {
        var (network, leases, refusal) = new Admission(views, attachments.Current, clock).Leases(ask.Network);
        if (network is null) return (AttachOutcome.Refused(refusal!), false);
        var (target, missing) = Netns.Find(ask.Target);
        if (target is null) return (AttachOutcome.Refused(missing!), false);
        var name = ask.Name ?? target.DefaultName;
        if (AttachRules.Problems(ask, name) is [_, ..] problems) return (AttachOutcome.Refused(string.Join('\n', problems)), false);
        var before = attachments.Current.Find(network.Id, name);
        if (before is not null && !IsOver(before)) return (Again(before, target, ask, network.Settings.Name), false);
        AttachmentBook Without(AttachmentBook book) => before is null ? book : book.Without(before, clock.GetUtcNow());
        var book = Without(attachments.Current);
        if (Inside(book, network.Id, target) is { } inside) return (Twice(inside, network.Settings.Name), false);

        var admission = new Admission(views, book, clock);
        var (link, taken) = Link(book, ask, target);
        if (link is null) return (AttachOutcome.Refused(taken!), false);
        var (addresses, none) = admission.Addresses(network, leases, name, ask.Addresses);
        if (none is not null) return (AttachOutcome.Refused(none), false);
        var (entry, full) = admission.Admit(ask, network, target, name, link, addresses);
        if (entry is null) return (AttachOutcome.Refused(full!), false);
        // What was before goes with what comes: an attach that is refused takes nothing away.
        attachments.Change(now => Without(now).With(entry));
        return (AttachOutcome.Done(entry), true);
    }

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
