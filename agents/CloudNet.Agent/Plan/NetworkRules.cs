using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// What must hold of a network for this agent to build it. The controller refuses what breaks these rules, so a network that
/// does comes from a controller with a newer idea of networks, or a broken one; it is left out and said so.
/// </summary>
internal static class NetworkRules
{
    /// <summary>The smallest MTU of IPv4 (RFC 791).</summary>
    private const int SmallestMtu = 68;

    private const int LargestMtu = 65535;
    private const int LargestVni = 0xff_ffff;

    /// <summary>Why the network cannot be built on the host, or null where it can.</summary>
    public static string? WhyNot(NetworkView view, NetworkMember self, HostFacts facts)
    {
        var settings = view.Settings;
        if (Ipv4.Subnet(self) is not { } subnet || !Ipv4.Is(facts.UnderlayAddress))
            return $"this host's lease {string.Join(", ", self.Subnets())} and underlay {facts.UnderlayAddress} must have IPv4 for this agent";
        if (settings.Driver is not (NetworkDriver.Routed or NetworkDriver.Vxlan))
            return $"this agent knows the drivers routed and vxlan, not number {(int)settings.Driver}; a newer agent may";
        if (settings.Vni is < 1 or > LargestVni) return $"its VNI {settings.Vni} is not between 1 and {LargestVni}";
        if (settings.Ranges.Any(range => range.PrefixLength == 0)) return $"its range {string.Join(", ", settings.Ranges)} is every address there is";
        if (subnet.PrefixLength > 30)
            return $"this host's lease {subnet} has no room for a gateway and a workload; /30 is the smallest that has";
        if (!settings.Ranges.Any(range => Holds(range, subnet)))
            return $"this host's lease {subnet} is outside its range {string.Join(", ", settings.Ranges)}";
        var mtu = new NetworkOnHost(view, self, facts).Mtu;
        return mtu is < SmallestMtu or > LargestMtu
            ? $"its MTU would be {mtu} on {facts.UnderlayLink}, and IPv4 takes {SmallestMtu} to {LargestMtu}; "
                + $"set one by hand, or raise that link's {facts.UnderlayMtu}"
            : null;
    }

    /// <summary>Whether all of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static bool Holds(IPNetwork whole, IPNetwork part) =>
        whole.PrefixLength <= part.PrefixLength && whole.Contains(part.BaseAddress);

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(IPNetwork one, IPNetwork other) => Holds(one, other) || Holds(other, one);
}
