using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// Decides from a host's views what CloudNet should own in its kernel. Pure: the same input gives the same plan, on any
/// machine.
///
/// Each network that the host is in becomes, on this host,
/// (1) a bridge that has, of each of the host's leases, the first address that a host may have: the gateway of the workloads;
/// (2) what the driver needs to reach each peer (<see cref="DriverPlan"/>);
/// (3) one NAT rule a family, where the network has NAT (<see cref="NatPlan"/>), and what keeps it apart (<see cref="FilterPlan"/>);
/// (4) a route to its services, where it has any, whose table is kept apart (<see cref="Services.ServiceBook"/>), as those of its policies are
/// (<see cref="Policies.PolicyBook"/>);
/// (5) a veth for each workload (<see cref="WorkloadPlan"/>), and what leads to it from ports of the host (<see cref="PortMappingPlan"/>).
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
        HostId self, IReadOnlyCollection<NetworkView> networks, IReadOnlyCollection<Attachment> attachments, HostFacts facts,
        ImmutableArray<PortMapping> mappings = default, ImmutableArray<NetworkId> hidden = default, Func<NetworkId, WorkloadsView?>? workloads = null,
        Func<NetworkId, ServicesView?>? services = null, Func<NetworkId, PoliciesView?>? policies = null)
    {
        var draft = new PlanDraft();
        var built = new List<NetworkOnHost>();
        var apart = OpenPort.Apart(mappings.IsDefault ? [] : mappings);
        foreach (var view in networks.OrderBy(view => view.Id))
        {
            if (!view.Members.TryGetValue(self, out var member)) continue;
            var lack = WireguardPlan.Lack(view.Settings.Plane, view.Settings.PresharedKey, facts) ?? GrePlan.Lack(view.Settings.Plane, facts);
            var network = new NetworkOnHost(view, member, facts)
            {
                IsHidden = !hidden.IsDefault && hidden.Contains(view.Id),
                Peered = [.. networks.Where(other => other.Members.ContainsKey(self) && ArePeered(view, other)).OrderBy(other => other.Id)],
            };
            network = RemoteWorkload.Known(network.Serving(services?.Invoke(view.Id)).Judged(policies?.Invoke(view.Id)), workloads?.Invoke(view.Id),
                attachments);
            network = network with { Ports = OpenPort.Of(view, apart, attachments.Where(attachment => network.LeftFor(attachment) is null)) };
            var problem = NetworkRules.WhyNot(view, member, facts) ?? lack ?? Add(draft, network);
            if (lack is not null) draft.Lacks(view.Id);
            if (problem is null) built.Add(network);
            else draft.Problem($"network {view.Settings.Name} is left out: {problem}");
        }
        WorkloadPlan.AddTo(draft, built, attachments);
        var forwarded = built.SelectMany(network => network.Subnets).Select(subnet => subnet.Family).Distinct();
        NetworkOnHost[] ordered = [.. built.OrderBy(network => network.Settings.Vni)];
        var table = NftTable.Of([NatPlan.For(ordered), .. PortMappingPlan.For(ordered), .. FilterPlan.For(ordered)]);
        return draft.Finish(
            forwarded.Select(family => new IpForwarding(family, family == AddressFamily.InterNetwork ? [] : facts.Advertised)),
            table is null ? null : table with { Targets = PortMappingPlan.Targets(ordered) }) with { Networks = [.. ordered] };
    }

    // Each is told in a stream of its own: they are open when both have heard, and closed when one has.
    private static bool ArePeered(NetworkView one, NetworkView other) => Says(one, other.Id) && Says(other, one.Id);

    private static bool Says(NetworkView view, NetworkId other) =>
        view.Settings.Peerings is { IsDefault: false } peerings && peerings.Any(peering => peering.Network == other);

    private static string? Add(PlanDraft draft, NetworkOnHost network)
    {
        if (!draft.Take(new BridgeLink(
                network.Bridge, network.BridgeMac, network.LinkMtu, Localnet: PortMappingPlan.IsLocal(network), Filtered: network.IsBridgeFiltered)))
            return $"its VNI {network.Settings.Vni} is another network's too";
        foreach (var subnet in network.Subnets) draft.Take(new KernelAddress(network.Bridge, subnet.Gateway, subnet.Subnet.PrefixLength));
        // What is sent to a service has to be on its way somewhere before it is led elsewhere, and by the address that its backends answer to.
        foreach (var (range, subnet) in network.Served.Where(one => !one.Subnet.IsShared))
            draft.Take(new KernelRoute(range, null, network.Bridge, Source: subnet.Gateway));
        // On a shared segment it would be every host's; there the kernel makes each its own.
        if (network.Subnets.Any(subnet => subnet is { Family: AddressFamily.InterNetworkV6, IsShared: false }))
            draft.Take(new KernelAddress(network.Bridge, BridgeLink.LinkLocal, 64));
        foreach (var way in network.Ways)
        {
            if (way.IsInTunnel) WireguardPlan.AddUnderlay(draft, way);
            DriverPlan.Of(way.Plane)!.AddTo(draft, way);
        }
        if (network is { HasServices: true, Facts.HasBridgeFilter: false })
            draft.Problem($"network {network.Settings.Name}: its services see a workload that calls one beside it by its gateway's address, since this host's kernel "
                + "has no br_netfilter; have it loaded: modprobe br_netfilter");
        if (network is { HasPolicies: true, Facts.HasBridgeFilter: false })
            draft.Problem($"network {network.Settings.Name}: its policies do not judge what a workload here sends to one beside it, since this host's kernel "
                + "has no br_netfilter; have it loaded: modprobe br_netfilter");
        foreach (var problem in Lacking(network)) draft.Problem($"network {network.Settings.Name}: {problem}");
        return null;
    }

    private static IEnumerable<string> Lacking(NetworkOnHost network)
    {
        var (settings, facts) = (network.Settings, network.Facts);
        if (!facts.HasIpv6 && network.Self.Subnets().Any(subnet => subnet.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6))
            yield return "only its IPv4 is built: this host's kernel has no IPv6; start it without ipv6.disable=1";
        else if (settings.Ranges.Except(network.Subnets.SelectMany(subnet => subnet.Ranges)).ToArray() is [_, ..] without)
            yield return $"this host has no subnet of {string.Join(", ", without)}, so it builds nothing of that family";
        if (network.Towards is { } next && NetworkRules.WhyNot(next) is { } why)
            yield return $"it is on its way to the driver {DriverPlan.NameOf(next.Plane.Driver)}, which cannot be built here: {why}";
        if (network.Mtu > network.PathMtu)
            yield return $"its MTU is {network.Mtu}{(network.Plane.Mtu is null ? ", the least for IPv6" : ", set by hand")}, and {facts.UnderlayLink} carries "
                + $"{network.PathMtu}: longer packets are lost or cut";
    }
}
