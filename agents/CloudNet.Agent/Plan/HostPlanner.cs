using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// Decides from a host's views what CloudNet should own in its kernel. Pure: the same input gives the same plan, on any
/// machine.
///
/// Each network that the host is in becomes, on this host,
/// (1) a bridge that has the first address of the host's lease, the gateway of the workloads;
/// (2) what the driver needs to reach each peer (<see cref="VxlanPlan"/>, <see cref="RoutedPlan"/>);
/// (3) one NAT rule, where the network has NAT (<see cref="NatPlan"/>);
/// (4) a veth for each workload (<see cref="WorkloadPlan"/>).
///
/// It costs time and memory in proportion to the peers: 5,000 take a few milliseconds.
/// </summary>
internal static class HostPlanner
{
    /// <summary>
    /// The kernel state for these views. Total: whatever the views hold, there is a plan, and what cannot be had is among its
    /// problems. A network that this host is no member of contributes nothing.
    /// </summary>
    public static HostPlan Plan(
        HostId self, IReadOnlyCollection<NetworkView> networks, IReadOnlyCollection<Attachment> attachments, HostFacts facts)
    {
        var draft = new PlanDraft();
        var built = new List<NetworkOnHost>();
        foreach (var view in networks.OrderBy(view => view.Id))
        {
            if (!view.Members.TryGetValue(self, out var member)) continue;
            var problem = NetworkRules.WhyNot(view, member, facts) ?? Add(draft, new(view, member, facts));
            if (problem is null) built.Add(new(view, member, facts));
            else draft.Problem($"network {view.Settings.Name} is left out: {problem}");
        }
        WorkloadPlan.AddTo(draft, built, attachments);
        return draft.Finish(NatPlan.For(built));
    }

    private static string? Add(PlanDraft draft, NetworkOnHost network)
    {
        if (!draft.Take(new BridgeLink(network.Bridge, network.BridgeMac, network.Mtu)))
            return $"its VNI {network.Settings.Vni} is another network's too";
        draft.Take(new KernelAddress(network.Bridge, network.Gateway, network.Subnet.PrefixLength));
        if (network.Settings.Driver == NetworkDriver.Vxlan) VxlanPlan.AddTo(draft, network);
        else RoutedPlan.AddTo(draft, network);
        if (network.Ranges.Length < network.Settings.Ranges.Length)
            draft.Problem(
                $"network {network.Settings.Name}: only its IPv4 is built here; this agent does not build IPv6 "
                + $"({string.Join(", ", network.Settings.Ranges.Except(network.Ranges))})");
        if (network.Mtu > network.PathMtu)
            draft.Problem(
                $"network {network.Settings.Name}: its MTU {network.Mtu} is set by hand, and {network.Facts.UnderlayLink} carries "
                + $"{network.PathMtu}: longer packets are lost or cut");
        return null;
    }
}
