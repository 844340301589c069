using System.Net;

namespace CloudNet.Domain.Webhooks;

/// <summary>
/// Which addresses the controller may be sent to. What is private or special is refused by the registries of IANA (RFC 6890); an IPv6
/// address that stands for an IPv4 address is judged as that one. So are, by name, those by which clouds tell a machine its secrets.
/// </summary>
public static class ReachRules
{
    private static readonly IPNetwork[] PrivateNetworks = Parse("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private static readonly IPNetwork[] Special = Parse(
        "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fe80::/10",
        "fec0::/10", "ff00::/8");

    // What answers there knows the machine that asks (Azure, Alibaba Cloud, AWS), though the addresses look like others.
    private static readonly IPNetwork[] OfClouds = Parse("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128");

    // The last 32 bits are an IPv4 address (RFC 6052), or the 32 behind the first 16 (RFC 3056).
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is within reach.</summary>
    /// <param name="reach">How near it may be.</param>
    /// <param name="address">The address.</param>
    /// <param name="own">The addresses of the controller's own machine.</param>
    public static bool Allows(AddressReach reach, IPAddress address, IReadOnlySet<IPAddress> own)
    {
        if (reach == AddressReach.All) return true;
        var plain = Plain(address);
        if (own.Contains(plain) || LocalNat64.Contains(plain) || Special.Concat(OfClouds).Any(network => network.Contains(plain))) return false;
        return reach == AddressReach.Private || !PrivateNetworks.Any(network => network.Contains(plain));
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (Nat64.Contains(address)) return new(address.GetAddressBytes().AsSpan(12, 4));
        return SixToFour.Contains(address) ? new(address.GetAddressBytes().AsSpan(2, 4)) : address;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
