using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan.Names;

/// <summary>How names are made up. All are in lower case, without a point at the end.</summary>
internal static class DnsNames
{
    /// <summary>What all names of CloudNet's end with. <c>internal</c> is nobody's in public (ICANN resolution 2024.07.29.06).</summary>
    public const string Zone = "cloudnet.internal";

    /// <summary>Where names are asked for (RFC 1035, 4.2).</summary>
    public const int Port = 53;

    private const string Reverse4 = ".in-addr.arpa", Reverse6 = ".ip6.arpa";

    /// <summary>What the names of a network end with.</summary>
    public static string ZoneOf(string network) => $"{network}.{Zone}";

    /// <summary>The name of a workload or a service.</summary>
    public static string Of(string name, string network) => $"{name.ToLowerInvariant()}.{ZoneOf(network)}";

    /// <summary>Whether a name is one of CloudNet's, in whichever network.</summary>
    public static bool IsOwn(string name) => name == Zone || name.EndsWith($".{Zone}", StringComparison.Ordinal);

    /// <summary>A name of CloudNet's in its parts: before the network, empty for the network itself, and the network; null for the zone.</summary>
    public static (string Before, string Network)? Parts(string name)
    {
        if (name == Zone) return null;
        var rest = name[..^(Zone.Length + 1)];
        var at = rest.LastIndexOf('.');
        return (at < 0 ? "" : rest[..at], rest[(at + 1)..]);
    }

    /// <summary>The address that a name asks the name of (RFC 1035, 3.5; RFC 3596, 2.5); null: it is no such name, or not of one whole address.</summary>
    public static IPAddress? Reversed(string name)
    {
        var (isFour, isSix) = (name.EndsWith(Reverse4, StringComparison.Ordinal), name.EndsWith(Reverse6, StringComparison.Ordinal));
        if (!isFour && !isSix) return null;
        var digits = name[..^(isFour ? Reverse4 : Reverse6).Length].Split('.');
        Array.Reverse(digits);
        return isFour ? Four(digits) : Six(digits);
    }

    /// <summary>The name that asks for the name of an address.</summary>
    public static string ReverseOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? string.Join('.', address.GetAddressBytes().Reverse()) + Reverse4
        : string.Join('.', Convert.ToHexStringLower(address.GetAddressBytes()).Reverse()) + Reverse6;

    private static IPAddress? Four(string[] digits)
    {
        var octets = new byte[4];
        if (digits.Length != octets.Length) return null;
        for (var at = 0; at < octets.Length; at++)
            if (!byte.TryParse(digits[at], NumberStyles.None, CultureInfo.InvariantCulture, out octets[at]) || digits[at] != $"{octets[at]}") return null;
        return new(octets);
    }

    private static IPAddress? Six(string[] digits) =>
        digits.Length == 32 && digits.All(digit => digit.Length == 1 && char.IsAsciiHexDigit(digit[0]))
            ? new(Convert.FromHexString(string.Concat(digits)))
            : null;
}
