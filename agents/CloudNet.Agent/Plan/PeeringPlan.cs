using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// What is open and closed between networks that are peered. A packet from a workload of one to a workload of the other is routed as one of the
/// other's own: through that one's tunnels to the host that has it, with the source that it has. So both hosts have to be in both networks:
/// <list type="number">
/// <item>where this host is not in the other network, what its workloads send there is refused;</item>
/// <item>where it is, so is what they send to hosts that are not in theirs, since the answer would find no way back;</item>
/// <item>what they send there leaves by that network's links or not at all, and what says it is from there comes in by the links of one of the two. Not
/// with plain routes, whose packets share the host's link with everything.</item>
/// </list>
/// </summary>
internal static class PeeringPlan
{
    /// <summary>The rules of what is forwarded, before those that keep networks apart.</summary>
    public static IEnumerable<string> For(IReadOnlyCollection<NetworkOnHost> networks) =>
        from network in networks
        from peering in network.Peerings
        let other = networks.FirstOrDefault(other => other.View.Id == peering.Network && IsOpen(network, other))
        from rule in other is null ? Closed(network, peering.Ranges) : Closed(network, Unreached(network, other)).Concat(Own(network, other))
        select rule;

    /// <summary>The links that workloads of a network are reached from: its own, and those of the networks that are peered with it.</summary>
    public static IEnumerable<string> LinksOpenTo(NetworkOnHost network, IEnumerable<NetworkOnHost> networks) =>
        network.Links.Concat(networks.Where(other => IsOpen(network, other)).SelectMany(other => other.Links));

    private static bool IsOpen(NetworkOnHost network, NetworkOnHost other) => network.Peered.Any(view => view.Id == other.View.Id);

    private static IEnumerable<IPNetwork> Unreached(NetworkOnHost network, NetworkOnHost other) =>
        other.Peers.Where(peer => !network.View.Members.ContainsKey(peer.Host)).SelectMany(peer => peer.Subnets());

    // One look-up a family, however many there are.
    private static IEnumerable<string> Closed(NetworkOnHost network, IEnumerable<IPNetwork> ranges) =>
        from range in ranges
        group range by range.BaseAddress.AddressFamily into family
        orderby family.Key
        let words = FilterPlan.Words(family.Key)
        select $"iifname \"{network.Bridge}\" {words.Ip} daddr {NftTable.Set(family)} reject with {words.Icmp} admin-prohibited";

    private static IEnumerable<string> Own(NetworkOnHost network, NetworkOnHost other)
    {
        if (!other.IsOnOwnLinks) yield break;
        foreach (var range in other.Settings.Ranges)
        {
            var (ip, icmp) = FilterPlan.Words(range.BaseAddress.AddressFamily);
            yield return $"iifname \"{network.Bridge}\" {FilterPlan.Not("oifname", other.Links)} {ip} daddr {range} reject with {icmp} {FilterPlan.NoRoute(icmp)}";
            if (network.IsOnOwnLinks)
                yield return $"oifname \"{network.Bridge}\" {FilterPlan.Not("iifname", network.Links.Concat(other.Links))} {ip} saddr {range} drop";
        }
    }
}
