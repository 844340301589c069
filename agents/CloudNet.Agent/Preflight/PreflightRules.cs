using System.Collections.Immutable;
using System.Numerics;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Preflight;

/// <summary>
/// What on a host keeps containers' packets back, and the remedy of each. CloudNet changes nothing of it by itself: it is others' to decide what they
/// let through. Pure.
/// </summary>
internal static class PreflightRules
{
    // Workloads, and room for what else is on the host's links.
    private const int OtherNeighbours = 128;

    // More than what a link that opens slowly makes of two clocks that are right.
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(30);

    /// <summary>All checks, in an order that stays.</summary>
    /// <param name="settings">What is set.</param>
    /// <param name="networks">The networks of the host.</param>
    /// <param name="workloads">How many workloads it has.</param>
    public static ImmutableArray<Finding> Of(HostSettings settings, IReadOnlyCollection<NetworkSettings> networks, int workloads) =>
    [
        Forwarded(settings), Bridged(settings), Firewall(settings, networks, "firewalld"), Firewall(settings, networks, "ufw"), Neighbours(settings, workloads),
        Reverse(settings, networks), .. settings.Ahead is { } ahead ? [Clock(ahead)] : (Finding[])[],
    ];

    private static Finding Forwarded(HostSettings settings)
    {
        const string check = "forwarded packets";
        // A firewall that is known has a way of its own to be told.
        if (settings.Dropping.IsEmpty || !settings.Firewalls.IsEmpty) return new(check);
        var bridges = $"{LinkNames.Prefix}br";
        var who = string.Join(" and ", settings.Dropping);
        return new(check, $"{who} drops forwarded packets that it has no rule for, and has none for {bridges}*, so containers reach nobody",
            settings.HasDockerUser
                ? $"type: iptables -I DOCKER-USER -i '{bridges}+' -j ACCEPT; iptables -I DOCKER-USER -o '{bridges}+' -j ACCEPT"
                : string.Join("; ", settings.Dropping.Select((chain, at) =>
                    $"{(at == 0 ? "type: " : "")}nft 'insert rule {chain} iifname \"{bridges}*\" accept; insert rule {chain} oifname \"{bridges}*\" accept'")));
    }

    private static Finding Bridged(HostSettings settings) => settings is { BridgedIsFiltered: true, Dropping: [_, ..] }
        ? new("bridged packets", "packets that stay on a bridge pass the host's packet filter too (br_netfilter), and it drops what it does not know",
            "type: sysctl -w net.bridge.bridge-nf-call-iptables=0, unless Kubernetes runs here, which needs it; then let the bridges through as above")
        : new("bridged packets");

    private static Finding Firewall(HostSettings settings, IReadOnlyCollection<NetworkSettings> networks, string name)
    {
        if (!settings.Firewalls.Contains(name) || (name == "ufw" && settings.Dropping.IsEmpty)) return new(name);
        var hasGre = networks.Any(network => network.Planes.Any(plane => plane is { Driver: NetworkDriver.Gre, HasKeys: false }));
        var taken = networks.SelectMany(network => network.Planes).Select(plane => plane.WirePort).OfType<int>();
        int[] ports = [.. (hasGre ? taken : taken.DefaultIfEmpty(DataPlane.VxlanPort)).Distinct().Order()];
        var ranges = networks.SelectMany(network => network.Ranges).Distinct().ToArray();
        var lines = name == "ufw"
            ? ports.Select(port => $"ufw allow {port}/udp").Concat(hasGre ? ["ufw allow proto gre from any"] : [])
                .Concat(ranges.SelectMany(range => new[]
                {
                    $"ufw route allow from {range}", $"ufw route allow to {range}", $"ufw allow from {range} to any port {DnsNames.Port}",
                }))
            : ports.Select(port => $"firewall-cmd --permanent --add-port={port}/udp").Concat(hasGre ? ["firewall-cmd --permanent --add-protocol=gre"] : [])
                .Concat(ranges.Select(range => $"firewall-cmd --permanent --zone=trusted --add-source={range}")).Append("firewall-cmd --reload");
        return new(name, $"{name} runs here, and drops what comes from other hosts and what is forwarded, unless it was told otherwise",
            $"where that was not done yet, type: {string.Join("; ", lines)}");
    }

    private static Finding Neighbours(HostSettings settings, int workloads) => settings.NeighbourLimit >= workloads + OtherNeighbours
        ? new("neighbour table")
        : new("neighbour table",
            $"the kernel keeps no more than {settings.NeighbourLimit} neighbours (net.ipv4.neigh.default.gc_thresh3), and this host has {workloads} workloads",
            $"type: sysctl -w net.ipv4.neigh.default.gc_thresh3={Power(workloads + OtherNeighbours)}, and keep it in /etc/sysctl.d");

    // While all goes by one way it comes by that way too.
    private static Finding Reverse(HostSettings settings, IReadOnlyCollection<NetworkSettings> networks) =>
        settings.IsReverseStrict && networks.Any(network => network.Next is not null || !network.Peerings.IsDefaultOrEmpty)
        ? new("reverse path",
            "the kernel drops what comes by another link than its answer would leave by (rp_filter is 1), as packets do between networks that are peered, "
                + "and while one changes how they cross",
            "type: sysctl -w net.ipv4.conf.all.rp_filter=2, and keep it in /etc/sysctl.d")
        : new("reverse path");

    private static Finding Clock(TimeSpan ahead) => ahead.Duration() > MostApart
        ? new("clock", $"this host's clock is {ahead.Duration().TotalSeconds:0} seconds {(ahead > TimeSpan.Zero ? "behind" : "ahead of")} the controller's",
            "have both kept right, by systemd-timesyncd or chrony: see timedatectl")
        : new("clock");

    private static int Power(int least) => (int)BitOperations.RoundUpToPowerOf2((uint)(2 * least));
}
