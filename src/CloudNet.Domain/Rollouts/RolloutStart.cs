using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Rollouts;

/// <summary>Whether a network with hosts in it may begin to go from one way across to another.</summary>
public static class RolloutStart
{
    private const int MostNamed = 3;

    /// <summary>Refuses what would not end well.</summary>
    /// <param name="network">The network.</param>
    /// <param name="from">The way that it has.</param>
    /// <param name="to">The way that it is to have.</param>
    /// <param name="members">Its hosts.</param>
    public static Refusal? WhyNot(LeasedNetwork network, DataPlane from, DataPlane to, IReadOnlyCollection<RolloutMember> members)
    {
        if (from.IsLayer2 || to.IsLayer2)
            return Cannot(network, $"between the driver {Name(from)} and {Name(to)} nothing can change while hosts are in it: two layer 2 segments at once would "
                + "be a loop, and workloads know their network as a segment or as a route. Make another network, or take the hosts out first.");
        if (from.Encrypted && to is { Encrypted: true, Driver: NetworkDriver.Udp })
            return Cannot(network, "from one encrypted way to the driver udp, encrypted, it cannot change at once. Change to the driver udp first, and encrypt it then.");
        string[] silent = [.. members.Where(member => !member.IsLinked).Select(member => member.Name).Order(StringComparer.Ordinal)];
        if (silent.Length > 0)
            return Cannot(network, $"{string.Join(", ", silent.Take(MostNamed))}{(silent.Length > MostNamed ? $" and {silent.Length - MostNamed} more" : "")} "
                + $"{(silent.Length == 1 ? "is" : "are")} not linked, and would be cut off. Wait for {(silent.Length == 1 ? "it" : "them")}, or take {(silent.Length == 1 ? "it" : "them")} out.");
        return members.Select(member => DriverRules.OfJoin(network, to, member.Name, member.Underlay, hasLinked: true, member.Abilities))
            .FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Refuses a second one.</summary>
    public static Refusal Running(string network, DataPlane to) => new(RefusalKind.Conflict, "The network is on its way to another way across",
        $"Network '{network}' is on its way to the driver {Name(to)}. Wait for it, or end it with DELETE /api/v1/networks/{network}/rollout.");

    private static Refusal Cannot(LeasedNetwork network, string why) =>
        new(RefusalKind.Conflict, "The network cannot change so", $"Network '{network.Name}': {why}");

    private static string Name(DataPlane plane) => DataPlaneRules.NameOf(plane.Driver);
}
