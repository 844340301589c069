using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Drivers;
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
        if (self.Leases.IsEmpty) return "this host has no lease in it";
        if (!facts.HasIpv6 && self.Subnets().All(subnet => subnet.BaseAddress.AddressFamily != AddressFamily.InterNetwork))
            return "it is of IPv6 alone, which this host's kernel has not; start it without ipv6.disable=1";
        if (settings.Vni is < 1 or > LargestVni) return $"its VNI {settings.Vni} is not between 1 and {LargestVni}";
        if (settings.Ranges.Any(range => range.PrefixLength == 0)) return $"its range {string.Join(", ", settings.Ranges)} is every address there is";
        return self.Subnets().Select(subnet => WhyNot(settings, subnet)).FirstOrDefault(why => why is not null)
            ?? WhyNotDriver(new(view, self, facts));
    }

    // Two segments of the same hosts on one bridge would be a loop, which ends in a storm of broadcasts.
    private const string Segment = "to or from one layer 2 segment nothing can change while it runs";

    private const string OneInside = "packets of the driver udp would leave by the WireGuard device of the way before; encrypt it after the change";

    /// <summary>Why a network cannot have the way across that it is on its way to, or null where it can.</summary>
    public static string? WhyNot(NetworkOnHost next) =>
        next.Plane.IsLayer2 || next.Settings.Plane.IsLayer2 ? Segment
        : next.IsInTunnel && next.Settings.Plane is { Encrypted: true } && next.Plane.Driver == NetworkDriver.Udp ? OneInside
        : WireguardPlan.Lack(next.Plane, next.PresharedKey, next.Facts) ?? GrePlan.Lack(next.Plane, next.Facts) ?? WhyNotDriver(next);

    /// <summary>Whether all of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static bool Holds(IPNetwork whole, IPNetwork part) =>
        whole.PrefixLength <= part.PrefixLength && whole.Contains(part.BaseAddress);

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(IPNetwork one, IPNetwork other) => Holds(one, other) || Holds(other, one);

    private static string? WhyNot(NetworkSettings settings, IPNetwork subnet)
    {
        var family = subnet.BaseAddress.AddressFamily;
        if (subnet.PrefixLength > HostSubnet.LongestPrefix(family))
            return $"this host's lease {subnet} has no room for a gateway and a workload; /{HostSubnet.LongestPrefix(family)} is the smallest that has";
        return settings.Ranges.Any(range => Holds(range, subnet))
            ? null
            : $"this host's lease {subnet} is outside its range {string.Join(", ", settings.Ranges)}";
    }

    private static string? WhyNotDriver(NetworkOnHost network)
    {
        if (DriverPlan.Of(network.Plane) is not { } driver)
            return $"this agent knows the drivers {DriverPlan.Known}, not {DriverPlan.NameOf(network.Plane.Driver)}; a newer agent may";
        if (network.Plane.Vni is < 1 or > LargestVni) return $"its VNI {network.Plane.Vni} is not between 1 and {LargestVni}";
        return network.Subnets.Select(subnet => driver.WhyNot(network, subnet.Family)).FirstOrDefault(why => why is not null) ?? WhyNotMtu(network);
    }

    private static string? WhyNotMtu(NetworkOnHost network)
    {
        var (name, smallest) = network.Subnets.Any(subnet => subnet.Family == AddressFamily.InterNetworkV6)
            ? ("IPv6", NetworkOnHost.SmallestIpv6Mtu)
            : ("IPv4", SmallestMtu);
        return network.Mtu < smallest || network.Mtu > LargestMtu
            ? $"its MTU would be {network.Mtu} on {network.Facts.UnderlayLink}, and {name} takes {smallest} to {LargestMtu}; "
                + $"set one by hand, or raise that link's {network.Facts.UnderlayMtu}"
            : null;
    }
}
