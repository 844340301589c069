using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The driver routed: for each peer one plain route, its subnet behind its underlay address. Nothing is added to a packet,
/// so every peer has to be on the same link: a router between two hosts knows nothing of their subnets. IPv4, as the underlay.
/// </summary>
internal static class RoutedPlan
{
    /// <summary>Adds a route to each peer that is on the link.</summary>
    public static void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var facts = network.Facts;
        foreach (var peer in network.Peers)
        {
            var problem = PeerRules.WhyNot(network, peer);
            if (problem is null && !facts.UnderlayNetwork.Contains(peer.Underlay))
                problem = $"its underlay address {peer.Underlay} is not on {facts.UnderlayLink} ({facts.UnderlayNetwork}), "
                    + "so the driver routed cannot reach it; the driver vxlan would";
            if (problem is null && NetworkOnHost.SubnetOf(peer, AddressFamily.InterNetwork) is { } subnet
                && !draft.Take(new KernelRoute(subnet, peer.Underlay, facts.UnderlayLink)))
                problem = $"its subnet {subnet} is another peer's too";
            if (problem is not null) draft.Problem($"network {network.Settings.Name}: {peer.Name} is left out: {problem}");
        }
    }
}
