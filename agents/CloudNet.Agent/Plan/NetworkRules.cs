using System.Net;
using System.Net.Sockets;
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
        if (!IsV4(settings.Range.BaseAddress) || !IsV4(self.Subnet.BaseAddress) || !IsV4(facts.UnderlayAddress))
            return $"its range {settings.Range}, this host's lease {self.Subnet} and underlay {facts.UnderlayAddress} must all be IPv4 "
                + "for this agent";
        if (settings.Driver is not (NetworkDriver.Routed or NetworkDriver.Vxlan))
            return $"this agent knows the drivers routed and vxlan, not number {(int)settings.Driver}; a newer agent may";
        if (settings.Vni is < 1 or > LargestVni) return $"its VNI {settings.Vni} is not between 1 and {LargestVni}";
        if (settings.Range.PrefixLength == 0) return $"its range {settings.Range} is every address there is";
        if (self.Subnet.PrefixLength > 30)
            return $"this host's lease {self.Subnet} has no room for a gateway and a workload; /30 is the smallest that has";
        if (!Holds(settings.Range, self.Subnet)) return $"this host's lease {self.Subnet} is outside its range {settings.Range}";
        var mtu = new NetworkOnHost(view, self, facts).Mtu;
        return mtu is < SmallestMtu or > LargestMtu
            ? $"its MTU would be {mtu} on {facts.UnderlayLink}, and IPv4 takes {SmallestMtu} to {LargestMtu}; "
                + $"set one by hand, or raise that link's {facts.UnderlayMtu}"
            : null;
    }

    /// <summary>Whether an address is IPv4.</summary>
    public static bool IsV4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Whether all of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static bool Holds(IPNetwork whole, IPNetwork part) =>
        whole.PrefixLength <= part.PrefixLength && whole.Contains(part.BaseAddress);

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(IPNetwork one, IPNetwork other) => Holds(one, other) || Holds(other, one);
}
