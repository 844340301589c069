using System.Collections.Immutable;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>
/// Finds the steps from one kernel state to another: done in order on the one, they end in the other.
///
/// (1) What others stand on comes first: forwarding, bridges and tunnels, tunnels in tunnels, addresses, FDB entries, peers of tunnels, neighbours, routes
///     (no packet goes to a peer before its route is there), the nft table, and last the workloads' veths, so that a workload's
///     first packet finds everything.
/// (2) All that is added or changed comes before anything is removed, so that a flow which stays finds its way at every
///     moment. One exception: a link that cannot be changed is removed and made anew in one step, with all that was on it.
/// (3) What goes with a link is not removed by itself.
///
/// It costs one walk over both states.
/// </summary>
internal static class KernelDiff
{
    /// <summary>The steps in their order; none where nothing differs.</summary>
    public static ImmutableArray<KernelStep> Between(KernelState actual, KernelState desired)
    {
        var fates = LinkFates.Of(actual, desired);
        var draft = new StepDraft();
        foreach (var (have, want) in ItemPairs.Of(actual.Forwarding, desired.Forwarding))
            if (want is not null && (have is null || !want.Advertised.IsEmpty)) Compare(draft, have, want);
        Links(draft, actual, desired, fates, link => link is not VethLink && link.Lower is null);
        Links(draft, actual, desired, fates, link => link is not VethLink && link.Lower is not null);
        Items(draft, actual.Addresses, desired.Addresses, item => fates.IsRemade(item.Link), item => fates.IsGoing(item.Link));
        Items(draft, actual.FdbEntries, desired.FdbEntries, item => fates.IsRemade(item.Link), item => fates.IsGoing(item.Link));
        Items(draft, actual.WireguardPeers, desired.WireguardPeers, item => fates.IsRemade(item.Link), item => fates.IsGoing(item.Link));
        Items(draft, actual.UdpPeers, desired.UdpPeers, item => fates.IsRemade(item.Link), item => fates.IsGoing(item.Link));
        Items(draft, actual.SwitchPorts, desired.SwitchPorts, item => fates.IsRemade(item.Link), item => fates.IsGoing(item.Link));
        Items(
            draft, actual.Neighbours, desired.Neighbours,
            item => fates.LosesNeighbours(item.Link), item => fates.IsGoing(item.Link) || fates.LosesNeighbours(item.Link));
        Items(draft, actual.Routes, desired.Routes, fates.IsLost, item => fates.IsGoing(item.Link) || fates.IsLost(item));
        draft.NextKind();
        Compare(draft, actual.Nft, desired.Nft);
        Links(draft, actual, desired, fates, link => link is VethLink);
        return draft.Finish();
    }

    private static void Links(StepDraft draft, KernelState actual, KernelState desired, LinkFates fates, Predicate<KernelLink> which)
    {
        draft.NextKind();
        foreach (var (have, want) in ItemPairs.Of(actual.Links, desired.Links))
        {
            if (!which((want ?? have)!)) continue;
            if (have is not null && fates.IsTaken(have))
            {
                if (want is not null) draft.Add(want);
            }
            else if (have is not null && want is not null && fates.IsRemade(have.Name)) draft.Remake(have, want);
            else Compare(draft, have, want);
        }
    }

    private static void Items<T>(
        StepDraft draft, KernelItems<T> actual, KernelItems<T> desired, Predicate<T> isLost, Predicate<T> goesWithLink)
        where T : KernelItem
    {
        draft.NextKind();
        foreach (var (have, want) in ItemPairs.Of(actual, desired))
        {
            if (want is null && goesWithLink(have!)) continue;
            Compare(draft, have is null || isLost(have) ? null : have, want);
        }
    }

    private static void Compare<T>(StepDraft draft, T? have, T? want)
        where T : KernelItem
    {
        if (have is null && want is not null) draft.Add(want);
        else if (have is not null && want is null) draft.Remove(have);
        else if (have is not null && want is not null && have != want) draft.Change(have, want);
    }
}
