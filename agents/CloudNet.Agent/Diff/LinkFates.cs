using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>
/// What becomes of the links that are there, as far as it touches what is on them. With a link the kernel takes its
/// addresses, neighbours, FDB entries and routes, and drops the routes whose source was one of its addresses and no other link's.
/// </summary>
internal sealed class LinkFates
{
    private readonly HashSet<string> remade = [];
    private readonly HashSet<string> removed = [];
    private readonly HashSet<string> flushed = [];
    private readonly HashSet<string> taken = [];
    private readonly HashSet<IPAddress> lostSources = [];

    private LinkFates()
    {
    }

    /// <summary>Decides the fate of each actual link.</summary>
    public static LinkFates Of(KernelState actual, KernelState desired)
    {
        var fates = new LinkFates();
        foreach (var (have, want) in ItemPairs.Of(actual.Links, desired.Links))
        {
            if (have is null) continue;
            if (want is null) fates.removed.Add(have.Name);
            else if (!want.CanComeFrom(have)) fates.remade.Add(have.Name);
            else if (have is BridgeLink { Mac: var was } && want is BridgeLink { Mac: var next } && was != next) fates.flushed.Add(have.Name);
        }
        foreach (var have in actual.Links)
            if (fates.IsRemade(have.Lower) && fates.taken.Add(have.Name)) fates.remade.Add(have.Name);
        if (fates.remade.Count == 0) return fates;
        foreach (var address in actual.Addresses)
            if (fates.remade.Contains(address.Link)) fates.lostSources.Add(address.Address);
        // One that another link has as well is not lost.
        foreach (var address in actual.Addresses)
            if (!fates.remade.Contains(address.Link)) fates.lostSources.Remove(address.Address);
        return fates;
    }

    /// <summary>Whether the link is made anew: what was on it is gone before anything is added.</summary>
    public bool IsRemade(string? link) => link is not null && remade.Contains(link);

    /// <summary>Whether the link goes with the one that it stands on: that is made anew, or both are to go.</summary>
    public bool IsTaken(KernelLink link) => taken.Contains(link.Name) || (removed.Contains(link.Name) && IsGoing(link.Lower));

    /// <summary>Whether the link's neighbours are lost: with it, or as it gets another MAC.</summary>
    public bool LosesNeighbours(string link) => remade.Contains(link) || flushed.Contains(link);

    /// <summary>Whether what is on the link goes with it, sooner or later.</summary>
    public bool IsGoing(string? link) => link is not null && (remade.Contains(link) || removed.Contains(link));

    /// <summary>Whether a link that is made anew takes the route with it.</summary>
    public bool IsLost(KernelRoute route) => IsRemade(route.Link) || (route.Source is not null && lostSources.Contains(route.Source));
}
