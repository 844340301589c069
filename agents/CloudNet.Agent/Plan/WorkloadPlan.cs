using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>The workloads of a host: each a veth, one side a port of its network's bridge, the other in its namespace.</summary>
internal static class WorkloadPlan
{
    /// <summary>Adds the veth of each attachment that can be had.</summary>
    public static void AddTo(PlanDraft draft, IEnumerable<NetworkOnHost> networks, IEnumerable<Attachment> attachments)
    {
        var byId = networks.ToDictionary(network => network.View.Id);
        foreach (var attachment in attachments.OrderBy(attachment => attachment.Id))
        {
            var problem = byId.TryGetValue(attachment.Network, out var network)
                ? Add(draft, network, attachment)
                : $"this host is not in its network {attachment.Network}, or that cannot be built here; detach it, or join the host again";
            if (problem is not null) draft.Problem($"workload {attachment.Name} is left out: {problem}");
        }
    }

    private static string? Add(PlanDraft draft, NetworkOnHost network, Attachment attachment)
    {
        var name = LinkNames.Veth(attachment.Id);
        if ((AttachmentRules.WhyNotAddresses(attachment, network) ?? AttachmentRules.WhyNot(attachment)) is { } why) return why;
        // On a host without IPv6 a workload has the rest of its addresses.
        var addresses = from address in attachment.Addresses
                        let subnet = network.SubnetFor(attachment, address)
                        where subnet is not null
                        select new WorkloadAddress(address, subnet.OnLink.PrefixLength, subnet.IsShared ? subnet.Gateway : null);
        var peer = new VethPeer(
            attachment.InterfaceName, [.. addresses], attachment.Mac, RangesOf(network), attachment.NetnsPath, attachment.Place,
            Beyond: [.. network.Peerings.SelectMany(peering => peering.Ranges)]);
        return (draft.Take(new VethLink(name, network.LinkMtu, network.Bridge, peer, Hairpin: network.IsHairpin))
                ? null
                : $"its link {name} is another workload's; detach it and attach it anew");
    }

    // On a segment that all hosts share a workload would ask around for a service's address, which nobody has.
    private static ImmutableArray<IPNetwork> RangesOf(NetworkOnHost network) =>
        [.. network.Settings.Ranges, .. network.Served.Where(one => one.Subnet.IsShared).Select(one => one.Range)];
}
