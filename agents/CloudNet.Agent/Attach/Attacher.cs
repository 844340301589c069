using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>
/// Attaches and detaches workloads. The host is the one allocator inside its leases, so all of this works while the
/// controller is away.
///
/// Attach: check, choose the address, save, let the kernel be programmed, and answer only when it was found to have it; what
/// fails on the way is taken back. The address is saved before it is used, so no crash gives one address to two workloads.
/// </summary>
/// <param name="live">The views.</param>
/// <param name="attachments">The attachments.</param>
/// <param name="chooser">Chooses for new ones.</param>
/// <param name="triggers">Gets the kernel programmed.</param>
/// <param name="resolvers">Has them find names.</param>
/// <param name="log">Told of both.</param>
/// <param name="clock">Tells time.</param>
internal sealed class Attacher(
    LiveViews live, LiveAttachments attachments, AttachChooser chooser, PassTriggers triggers, ResolvFiles resolvers, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly NamedWorkloads named = new(live, attachments);

    /// <summary>Attaches a workload; asked again for the same, it answers with what is there.</summary>
    public async Task<AttachOutcome> AttachAsync(AttachAsk ask, CancellationToken stop)
    {
        bool isNew;
        AttachOutcome chosen;
        try
        {
            (chosen, isNew) = await chooser.ChooseAsync(ask, stop);
        }
        catch (IOException fault)
        {
            return AttachOutcome.Refused($"Nothing was attached: {fault.Message}");
        }
        if (chosen.Entry is not { } entry) return chosen;
        if ((await LookAsync(entry, stop)).WhyNot(entry.Attachment) is not { } why)
        {
            if (isNew) log.Info("attach", $"{entry.Attachment.Name} has {Text(entry)} in {entry.Target}.");
            await resolvers.LookSoonAsync(clock.GetUtcNow(), stop);
            return chosen;
        }
        if (isNew) await TakeBackAsync(entry, stop);
        return AttachOutcome.Refused($"{entry.Attachment.Name} could not be attached{(isNew ? ", and nothing of it is left" : "")}: {why}");
    }

    /// <summary>Detaches a workload and releases its address.</summary>
    public async Task<AttachOutcome> DetachAsync(string name, string? network, CancellationToken stop)
    {
        var (entry, refusal) = named.Find(name, network);
        if (entry is null) return AttachOutcome.Refused(refusal!);
        try
        {
            attachments.Change(book => book.Without(entry, clock.GetUtcNow()));
        }
        catch (IOException fault)
        {
            return AttachOutcome.Refused($"{name} was not detached: {fault.Message}");
        }
        log.Info("attach", $"{name} was detached; {Text(entry)} released.");
        var result = await LookAsync(entry, stop);
        await resolvers.LookSoonAsync(clock.GetUtcNow(), stop);
        return result.Has(entry.Attachment) is false
            ? AttachOutcome.Done(entry)
            : AttachOutcome.Refused($"{name} is detached and {Text(entry)} released, but its link may still be there; removing it is tried again: {string.Join('\n', result.Problems)}");
    }

    /// <summary>Gives a workload other labels while it runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="network">Its network, by name or id; null where the name is enough.</param>
    /// <param name="change">Makes its labels of those that it has.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<AttachOutcome> LabelAsync(
        string name, string? network, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change, CancellationToken stop)
    {
        string[] problems = [];
        var outcome = await ChangeAsync(name, network, before =>
        {
            var labels = change(before.Labels);
            problems = [.. AttachRules.LabelProblems(labels)];
            return problems.Length > 0 ? before : before with { Labels = labels };
        }, stop);
        return problems.Length > 0 ? AttachOutcome.Refused(string.Join('\n', problems)) : outcome;
    }

    /// <summary>Has services send nothing new to a workload, or again; what runs goes on.</summary>
    public Task<AttachOutcome> DrainAsync(string name, string? network, bool drains, CancellationToken stop) =>
        ChangeAsync(name, network, before => before with { IsDraining = drains }, stop);

    private async Task<AttachOutcome> ChangeAsync(string name, string? network, Func<Attachment, Attachment> change, CancellationToken stop)
    {
        var (entry, refusal) = named.Find(name, network);
        if (entry is null) return AttachOutcome.Refused(refusal!);
        try
        {
            var book = attachments.Change(book => book.Changed(entry.Attachment.Id, change));
            // It may have been detached meanwhile.
            entry = book.Entries.FirstOrDefault(one => one.Attachment.Id == entry.Attachment.Id) ?? entry;
        }
        catch (IOException fault)
        {
            return AttachOutcome.Refused($"{name} stays as it is: {fault.Message}");
        }
        // What is attached is told anew with the look.
        await LookAsync(entry, stop);
        return AttachOutcome.Done(entry);
    }

    private static string Text(AttachmentEntry entry) => string.Join(" and ", entry.Attachment.Addresses);

    private async Task TakeBackAsync(AttachmentEntry entry, CancellationToken stop)
    {
        try
        {
            attachments.Change(book => book.Without(entry, clock.GetUtcNow()));
        }
        catch (IOException fault)
        {
            // The attachment stays in the book, so its address is given to nobody else, and the loop goes on trying to make it.
            log.Error("attach", $"{entry.Attachment.Name} failed and could not be taken back: {fault.Message}");
            return;
        }
        // Whatever this look cannot remove, the loop goes on trying to.
        await LookAsync(entry, stop);
    }

    private async Task<PassResult> LookAsync(AttachmentEntry entry, CancellationToken stop)
    {
        try
        {
            return await triggers.AskAsync(LinkNames.Veth(entry.Attachment.Id)).WaitAsync(Patience, clock, stop);
        }
        catch (TimeoutException)
        {
            return PassResult.Blind($"The kernel was not programmed within {Patience.TotalSeconds:0} s.");
        }
    }
}
