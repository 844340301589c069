using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// The table that packets are judged by, but for its elements, as nft is told of it. What belongs to a connection that is known passes first. Of what begins
/// one, a look-up by the bridge that it comes in by finds the chain of that network that judges what its workloads here send, and one by the bridge that it
/// leaves by the chain that judges what comes to them. In a chain the policies stand in their order, and the default last: the first that matches and is no
/// dry run decides. What is let through goes on to be judged at its other end.
/// </summary>
internal static class PolicyFrame
{
    private const string Refusal = "reject with icmpx admin-prohibited";
    private const int LongestComment = 120;
    private static readonly PolicyDirection[] Directions = [PolicyDirection.Egress, PolicyDirection.Ingress];
    private static readonly TableScript Table = new(PolicyNames.Table);

    // Without these no address of the segment is found (RFC 4861), and no group (RFC 3810). None of them is taken from beyond the link (RFC 4861, 6.1 and
    // 7.1; RFC 3810, 5), so that what only looks like one is judged as all else.
    private const string Neighbours =
        "ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept";
    private const string Groups = "ip6 saddr { ::, fe80::/10 } ip6 daddr ff00::/8 "
        + "icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } accept";

    /// <summary>The whole; empty where no network has policies.</summary>
    /// <param name="networks">What each network has.</param>
    public static string Of(IReadOnlyCollection<string> networks)
    {
        if (networks.Count == 0) return "";
        var script = new StringBuilder(Table.Begin);
        foreach (var direction in Directions)
            script.Append($"add map {PolicyNames.Table.Name} {PolicyNames.Judging(direction)} {{ type ifname : verdict; }}\n");
        script.AppendJoin("", networks);
        script.Append($"add chain {PolicyNames.Table.Name} forward {{ type filter hook forward priority filter; }}\n");
        Table.Chain(script, ("forward",
        [
            "ct state established,related accept", Neighbours, Groups,
            $"iifname vmap @{PolicyNames.Judging(PolicyDirection.Egress)}", $"oifname vmap @{PolicyNames.Judging(PolicyDirection.Ingress)}",
        ]));
        return script.ToString();
    }

    /// <summary>What one network has: counters, sets and chains.</summary>
    public static string Of(NetworkOnHost network, PoliciesView view)
    {
        var script = new StringBuilder();
        var (vni, name) = (network.Settings.Vni, PolicyNames.Table.Name);
        foreach (var counter in Counters(network, view)) script.Append($"add counter {name} {counter.Name}\n");
        foreach (var (set, family) in Sets(network, view))
            script.Append($"add set {name} {set} {{ type {(family == AddressFamily.InterNetwork ? "ipv4" : "ipv6")}_addr; }}\n");
        foreach (var direction in JudgedIn(view)) Table.Chain(script, (PolicyNames.Chain(direction, vni), [.. Rules(network, view, direction)]));
        return script.ToString();
    }

    /// <summary>The directions that a network has anything to be judged by.</summary>
    public static IEnumerable<PolicyDirection> JudgedIn(PoliciesView view) => Directions.Where(direction =>
        view.Defaults.Of(direction) != PolicyDefault.Allow || view.Policies.Values.Any(policy => policy.Direction == direction));

    /// <summary>What counts, each with what it counts: a policy, or null, the default of a direction.</summary>
    public static IEnumerable<(string Name, PolicyId? Policy, PolicyDirection Direction)> Counters(NetworkOnHost network, PoliciesView view)
    {
        foreach (var (id, policy) in view.Policies)
            yield return (PolicyNames.Counter(policy.Direction, network.Settings.Vni, policy.Name, id), id, policy.Direction);
        foreach (var direction in Directions.Where(direction => view.Defaults.Of(direction) != PolicyDefault.Allow))
            yield return (PolicyNames.DefaultCounter(direction, network.Settings.Vni), null, direction);
    }

    private static IEnumerable<(string Name, AddressFamily Family)> Sets(NetworkOnHost network, PoliciesView view)
    {
        var vni = network.Settings.Vni;
        foreach (var subnet in network.Subnets)
        {
            var ip = PolicyNames.Ip(subnet.Family);
            if (subnet.IsShared) yield return (PolicyNames.Here(ip, vni), subnet.Family);
            foreach (var policy in view.Policies.Values)
            {
                if (!policy.Selector.IsEmpty) yield return (PolicyNames.About(ip, vni, policy.Name), subnet.Family);
                if (PolicyMatch.HasLabels(policy)) yield return (PolicyNames.Peers(ip, vni, policy.Name), subnet.Family);
            }
        }
    }

    private static IEnumerable<string> Rules(NetworkOnHost network, PoliciesView view, PolicyDirection direction)
    {
        var vni = network.Settings.Vni;
        var own = direction == PolicyDirection.Egress ? "saddr" : "daddr";
        AddressFamily[] families = [.. network.Subnets.Select(subnet => subnet.Family)];
        var judged = view.Policies.Where(policy => policy.Value.Direction == direction).ToArray();
        // Nobody knows whose they are, a network without IPv6 has them too, and on one link they would lead past whatever is refused.
        if (view.Defaults.Of(direction) == PolicyDefault.Deny || judged.Any(policy => policy.Value is { Action: PolicyAction.Deny, DryRun: false }))
            foreach (var end in (string[])["saddr", "daddr"]) yield return $"ip6 {end} fe80::/10 {Refusal} comment \"link-local addresses have no labels\"";
        // On a segment that all hosts share what others have comes by too, and is judged there; what is for all is for those here as well.
        foreach (var subnet in network.Subnets.Where(subnet => subnet.IsShared))
            yield return $"{PolicyNames.Ip(subnet.Family)} {own} != @{PolicyNames.Here(PolicyNames.Ip(subnet.Family), vni)} "
                + $"{(direction == PolicyDirection.Ingress ? $"{PolicyNames.Ip(subnet.Family)} daddr != {ToAll(subnet)} " : "")}return";
        Array.Sort(judged, (one, other) => NetworkPolicy.InOrder(one.Value, other.Value));
        foreach (var (id, policy) in judged)
            foreach (var match in PolicyMatch.Of(policy, vni, families))
                yield return $"{(match.Length > 0 ? $"{match} " : "")}counter name \"{PolicyNames.Counter(direction, vni, policy.Name, id)}\"{Verdict(policy)} "
                    + Comment(policy.DryRun ? $"dry run of policy {policy.Name}" : $"policy {policy.Name}", network);
        if (view.Defaults.Of(direction) is var last and not PolicyDefault.Allow)
            yield return $"counter name \"{PolicyNames.DefaultCounter(direction, vni)}\"{(last == PolicyDefault.Deny ? $" {Refusal}" : "")} "
                + Comment($"{(last == PolicyDefault.Deny ? "" : "dry run of ")}{PolicyNames.Of(direction)} default", network);
    }

    // Groups, and the last address of each range (RFC 1122, 3.2.1.3).
    private static string ToAll(HostSubnet subnet) => subnet.Family == AddressFamily.InterNetworkV6
        ? "ff00::/8"
        : NftTable.Set(
        [
            IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("255.255.255.255/32"),
            .. subnet.Ranges.Select(range => new IPNetwork(AddressNumber.Address(AddressNumber.Of(range.BaseAddress) + AddressNumber.Span(range)), 32)),
        ]);

    private static string Verdict(NetworkPolicy policy) => policy switch
    {
        { DryRun: true } => "",
        { Action: PolicyAction.Deny } => $" {Refusal}",
        _ => " return",
    };

    // nft takes 127 characters at most.
    private static string Comment(string what, NetworkOnHost network)
    {
        var text = $"{what} of network {network.Settings.Name}";
        return $"comment \"{(text.Length <= LongestComment ? text : $"{text[..(LongestComment - 3)]}...")}\"";
    }
}
