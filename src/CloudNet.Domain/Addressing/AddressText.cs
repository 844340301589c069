using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Addressing;

/// <summary>
/// Reads addresses and ranges as people write them, strictly. IPv4: four decimal numbers, no leading zeros; the platform also takes
/// <c>10.1</c>, <c>0x0a.1</c> and <c>010.0.0.1</c> (octal), which say something else to most readers. IPv6: any form of RFC 4291 2.2,
/// but without zone, brackets or port, and no IPv4 address in disguise.
/// </summary>
public static class AddressText
{
    private const int LongestV4 = 15, LongestV6 = 45;

    /// <summary>Reads an address, or says what is wrong with it.</summary>
    /// <param name="field">The field, for the message.</param>
    /// <param name="text">What was given.</param>
    /// <param name="address">The address.</param>
    /// <param name="family">The only family that is right; null for either.</param>
    public static FieldProblem? Address(string field, string? text, out IPAddress address, AddressFamily? family = null)
    {
        if (TryAddress(text, out address) && (family ?? address.AddressFamily) == address.AddressFamily) return null;
        var (kind, example) = family switch
        {
            AddressFamily.InterNetwork => ("an IPv4 address", "192.168.124.51"),
            AddressFamily.InterNetworkV6 => ("an IPv6 address", "fd00:100::1"),
            _ => ("an IPv4 or IPv6 address", "192.168.124.51 or fd00:100::1"),
        };
        return string.IsNullOrEmpty(text)
            ? new(field, $"{char.ToUpperInvariant(kind[0])}{kind[1..]} is required.", $"Give one such as {example}.")
            : new(field, $"{Quoted.Text(text)} is not {kind}.", $"Write it in full, such as {example}.");
    }

    /// <summary>Reads a range in CIDR form, or says what is wrong with it; host bits that are set are wrong.</summary>
    /// <param name="field">The field, for the message.</param>
    /// <param name="text">What was given.</param>
    /// <param name="example">A good one, for the message.</param>
    /// <param name="range">The range; the one that was probably meant where only host bits are wrong.</param>
    public static FieldProblem? Range(string field, string? text, string example, out IPNetwork range)
    {
        range = default;
        if (string.IsNullOrEmpty(text)) return new(field, "A range in CIDR form is required.", $"Give one such as {example}.");
        var slash = text.IndexOf('/');
        if (slash < 0 && TryAddress(text, out _))
            return new(field, $"{Quoted.Text(text)} has no prefix length.", $"Write it as {text}/length, such as {example}.");
        if (slash < 0 || !TryAddress(text[..slash], out var address) || !TryLength(text[(slash + 1)..], address.AddressFamily, out var length))
            return new(field, $"{Quoted.Text(text)} is not a range in CIDR form.",
                $"Write it as an IPv4 or IPv6 address, a slash and a length of 0 to 32 or 128, such as {example}.");

        range = RangeArithmetic.Around(address, length);
        return range.BaseAddress.Equals(address)
            ? null
            : new(field, $"{text} has host bits set: bits of the address beyond the first {length}.", $"Use {range}.");
    }

    private static bool TryAddress(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text is not { Length: > 0 and <= LongestV6 } || !text.All(letter => char.IsAsciiHexDigit(letter) || letter is '.' or ':')) return false;
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        // Of IPv4 only the canonical form says the same to everybody.
        if (parsed.AddressFamily == AddressFamily.InterNetwork ? text.Length > LongestV4 || parsed.ToString() != text : parsed.IsIPv4MappedToIPv6)
            return false;
        address = parsed;
        return true;
    }

    private static bool TryLength(string text, AddressFamily family, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= AddressNumber.Bits(family)
        && length.ToString(CultureInfo.InvariantCulture) == text;
}
