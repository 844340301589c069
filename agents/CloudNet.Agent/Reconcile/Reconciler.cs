using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// One look: plan, compare, program, and read again what came of it. Level-triggered: it never asks what happened, only what
/// is and what should be.
///
/// After a change of the views or attachments the steps come first from what the kernel was last found to have, so that a new
/// peer has its route before the (slower) reading begins; the reading then finds whatever that was wrong about. Cost of a look
/// that finds nothing to do: one reading; with something to do: two.
///
/// Attaching a workload, and what the kernel says of a workload's link, takes no such reading: <see cref="LinksAsync"/>.
/// </summary>
/// <param name="identity">Who this host is; told where its underlay address was missed.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="backoff">Holds back steps that failed.</param>
/// <param name="networks">Told what is planned.</param>
/// <param name="mtus">Tells what paths carry.</param>
internal sealed class Reconciler(LiveIdentity identity, IKernel kernel, StepBackoff backoff, LiveNetworks networks, LiveMtus mtus)
{
    // With more than these a reading of all is no dearer.
    private const int MostLinks = 32;
    private KernelState? known;
    private HostFacts? facts;
    private bool hasMissed;

    /// <summary>Looks and repairs.</summary>
    /// <exception cref="KernelException">The kernel could not be read; what is there stays.</exception>
    public async Task<PassResult> PassAsync(
        PassCall call, HostKnowledge knowledge, ImmutableArray<Attachment> attachments, CancellationToken stop)
    {
        if (!knowledge.Removed && !knowledge.Views.Any) return await LookOnlyAsync(stop);
        if (call.IsOfLinks && await LinksAsync(call.Links, knowledge, attachments, stop) is { } done) return done;
        if (call.HasInput) backoff.Forget();
        var plan = await PlanAsync(knowledge, attachments, refresh: call.HasOther, stop);
        var owners = new Ownership(knowledge.Views.Networks, attachments);
        ImmutableArray<KernelStep> To(KernelState from) => Caution.Allowed(from, plan, knowledge, owners);
        if (call.HasInput && known is not null && To(known) is [_, ..] steps) await kernel.ApplyAsync(steps, stop);
        known = null; // Until it is read again nothing is known: a failure below must not leave a guess behind.
        var (found, remaining) = await RepairAsync(To, async () => plan = await PlanAsync(knowledge, attachments, refresh: true, stop), stop);
        known = found;
        var failures = backoff.Failures;
        return new(found, remaining, failures, [.. plan.Problems, .. failures.Select(failure => failure.ToString())]);
    }

    // Where only workloads' links are in question: the steps from what was found last, and a reading of those links alone, so that it costs
    // the same whatever else is on the host. Nothing of CloudNet's stands on such a link, and changes of all else by others are told by
    // the kernel and lead to a whole look. Answers null where that look is needed now: nothing is known, some step has failed, more than these
    // links differs, or they are not as they should be afterwards.
    private async Task<PassResult?> LinksAsync(
        ImmutableHashSet<string> asked, HostKnowledge knowledge, ImmutableArray<Attachment> attachments, CancellationToken stop)
    {
        if (known is not { } before || facts is null || !backoff.Failures.IsEmpty) return null;
        var plan = await PlanAsync(knowledge, attachments, refresh: false, stop);
        var owners = new Ownership(knowledge.Views.Networks, attachments);
        ImmutableArray<KernelStep> To(KernelState from) => Caution.Allowed(from, plan, knowledge, owners);
        var steps = To(before);
        var names = asked.Union(steps.Select(step => step.Item).OfType<VethLink>().Select(veth => veth.Name));
        if (names.Count > MostLinks || steps.Any(step => step.Item is not VethLink)) return null;
        known = null;
        var result = steps.IsEmpty ? ApplyResult.Done : await kernel.ApplyAsync(steps, stop);
        if (await TryReadAsync(names, stop) is not { } links) return null;
        var found = before.WithLinks(names, links);
        if (!result.IsDone || !To(found).IsEmpty) return null;
        known = found;
        return new(found, [], [], plan.Problems, IsWhole: false);
    }

    // One that goes while it is asked for fails the reading of all.
    private async Task<ImmutableArray<KernelLink>?> TryReadAsync(IReadOnlyCollection<string> names, CancellationToken stop)
    {
        try
        {
            return await kernel.ReadLinksAsync(names, stop);
        }
        catch (KernelException)
        {
            return null;
        }
    }

    // Nothing may be touched without a view; reading now makes the first view's steps come without reading.
    private async Task<PassResult> LookOnlyAsync(CancellationToken stop)
    {
        facts = await FactsAsync(stop);
        known = await kernel.ReadAsync(stop);
        return PassResult.Blind();
    }

    private async Task<(KernelState Found, ImmutableArray<KernelStep> Remaining)> RepairAsync(
        Func<KernelState, ImmutableArray<KernelStep>> to, Func<Task> planAnew, CancellationToken stop)
    {
        var found = await kernel.ReadAsync(stop);
        var remaining = to(found);
        var due = backoff.Due(remaining);
        var result = ApplyResult.Done;
        if (!due.IsEmpty)
        {
            result = await kernel.ApplyAsync(due, stop);
            found = await kernel.ReadAsync(stop);
            // What it was told of its links is a fact of the host from then on.
            if (due.Any(step => step.Item is IpForwarding)) await planAnew();
            remaining = to(found);
        }
        backoff.Tried(due, result, remaining);
        return (found, remaining);
    }

    // The keeper hears of an address that was missed, and of one that is there again.
    private async Task<HostFacts> FactsAsync(CancellationToken stop)
    {
        var missed = hasMissed;
        hasMissed = true;
        try
        {
            var found = await kernel.FactsAsync(identity.Current.Underlay, stop);
            hasMissed = false;
            return found;
        }
        finally
        {
            if (missed || hasMissed) identity.Doubted.Call();
        }
    }

    private async Task<HostPlan> PlanAsync(HostKnowledge knowledge, ImmutableArray<Attachment> attachments, bool refresh, CancellationToken stop)
    {
        if (knowledge.Removed) return Told(new(KernelState.Empty, []));
        if (facts is null || refresh || !facts.UnderlayAddress.Equals(identity.Current.Underlay)) facts = await FactsAsync(stop);
        // Of a network whose view is still on its way nothing can be said yet, so its workloads are no problem.
        var plannable = attachments.Where(attachment => !knowledge.Views.Misses(attachment.Network)).ToImmutableArray();
        var (known, views) = (facts with { Keys = identity.Keys, Preshared = identity.Preshared, PathMtus = mtus.Current }, knowledge.Views);
        return Told(HostPlanner.Plan(
            identity.Current.HostId, [.. views.Networks], plannable, known, views.PortMappings, views.Hidden, views.WorkloadsOf, views.ServicesOf,
            views.PoliciesOf));
    }

    private HostPlan Told(HostPlan plan)
    {
        networks.Take(plan.Networks);
        return plan;
    }
}
