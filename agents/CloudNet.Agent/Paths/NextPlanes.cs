using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;

namespace CloudNet.Agent.Paths;

/// <summary>Whether this host could send by the ways across that its networks are on their way to, as the probes found. Pure.</summary>
internal static class NextPlanes
{
    private const int MostNames = 3;

    /// <summary>What there is to say: one of each network that is on its way to another way across.</summary>
    /// <param name="networks">The networks as they are built.</param>
    /// <param name="all">All paths, and what was found of them.</param>
    public static ImmutableArray<NextPlaneReport> Of(IEnumerable<NetworkOnHost> networks, IEnumerable<(NetworkPath Path, PathCondition Condition)> all)
    {
        var found = all.ToDictionary(one => one.Path.Key, one => one.Condition);
        return [.. from network in networks where network.Towards is not null orderby network.View.Id select Of(network, found)];
    }

    private static NextPlaneReport Of(NetworkOnHost network, Dictionary<PathKey, PathCondition> found)
    {
        var (id, vni, moved) = (network.View.Id, network.Towards!.Plane.Vni, network.Settings.Next!.MovedThrough);
        // A key that is about to be made is nothing to go back for.
        if (network.Next is not { } next)
        {
            var why = NetworkRules.WhyNot(network.Towards);
            return WireguardPlan.IsOnItsWay(why) ? new(id, vni, null, MovedThrough: moved) : new(id, vni, false, why, moved);
        }
        // Once packets go by it, nothing else tells a peer that is down from one that is not let through.
        var hasMoved = network.InUse == next.Plane;
        // Their key, or their other address, is still on its way here.
        NetworkPath[] paths = [.. NetworkPath.Of([network]).Where(path => path.Key.IsNext)];
        var (isKnown, failed) = (paths.Select(path => path.Key.Peer).Distinct().Count() == network.Peers.Count(), new List<string>());
        foreach (var path in paths)
        {
            var (now, then) = (Condition(path.Key with { IsNext = false }), Condition(path.Key));
            if (now.Reached is null || then.Reached is null) isKnown = false;
            else if (then.Reached == false && (hasMoved ? then.Fault == PathFault.Tunnel : now.Reached == true)) failed.Add(path.Peer);
            else if (hasMoved && now is { Reached: false, Fault: PathFault.Tunnel }) failed.Add(path.Peer);
            else if (then.Mtu < path.Mtu) failed.Add($"{path.Peer} (packets of more than {then.Mtu} bytes)");
        }
        return failed.Count > 0 ? new(id, vni, false, Words(next, failed), moved) : new(id, vni, isKnown ? true : null, MovedThrough: moved);

        PathCondition Condition(PathKey key) => found.GetValueOrDefault(key, PathCondition.Unknown);
    }

    private static string Words(NetworkOnHost next, List<string> failed)
    {
        var names = failed.Count <= MostNames ? string.Join(", ", failed) : $"{string.Join(", ", failed[..MostNames])} and {failed.Count - MostNames} more";
        return $"not reached by the driver {DriverPlan.NameOf(next.Plane.Driver)}{(next.Plane.Encrypted ? ", encrypted" : "")}: {names}; {PathProblems.Advice(next.Plane)}";
    }
}
