using System.Net;

namespace CloudNet.Domain.Addressing;

/// <summary>Ranges that no host or container on a network can have (RFC 6890; for IPv6 RFC 4291).</summary>
public static class SpecialRanges
{
    private static readonly (IPNetwork Range, string Use)[] Ranges =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "'this network', unspecified"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved and broadcast"),
        (IPNetwork.Parse("::/8"), "unspecified, loopback and IPv4 in IPv6"),
        (IPNetwork.Parse("100::/64"), "discard"),
        (IPNetwork.Parse("fe80::/9"), "link-local and site-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    /// <summary>What a range that overlaps this one is set aside for, such as <c>127.0.0.0/8 (loopback)</c>; null where there is none.</summary>
    public static string? Within(IPNetwork range)
    {
        foreach (var (special, use) in Ranges)
            if (special.Overlaps(range)) return $"{special} ({use})";
        return null;
    }

    /// <summary>The same for one address.</summary>
    public static string? Within(IPAddress address) => Within(new IPNetwork(address, AddressNumber.Bits(address.AddressFamily)));
}
