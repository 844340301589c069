using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>An Ethernet address (IEEE 802 EUI-48).</summary>
/// <param name="Value">The 48 bits, the first octet on the wire in the highest place.</param>
[JsonConverter(typeof(MacAddressConverter))]
public readonly record struct MacAddress(ulong Value) : IParsable<MacAddress>
{
    /// <summary>
    /// A locally administered unicast address made from 40 bits of a seed: the same seed gives the same address.
    /// The first octet is 0x0a (bits of IEEE 802c: local, unicast).
    /// </summary>
    public static MacAddress Local(ReadOnlySpan<byte> seed)
    {
        var value = 0x0aUL;
        foreach (var octet in seed[..5]) value = (value << 8) | octet;
        return new(value);
    }

    /// <summary>The link-local IPv6 address that a link with this MAC makes for itself: fe80::/64 and the modified EUI-64 (RFC 4291, appendix A).</summary>
    public IPAddress LinkLocal() => new(
        [0xfe, 0x80, 0, 0, 0, 0, 0, 0, (byte)(Octet(40) ^ 2), Octet(32), Octet(24), 0xff, 0xfe, Octet(16), Octet(8), Octet(0)]);

    /// <inheritdoc/>
    public static MacAddress Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var mac) ? mac : throw new FormatException($"'{s}' is not six octets in hex with colons.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MacAddress result)
    {
        result = default;
        if (s is not { Length: 17 }) return false;
        var value = 0UL;
        for (var at = 0; at < 17; at += 3)
        {
            if (at > 0 && s[at - 1] != ':') return false;
            if (!byte.TryParse(s.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)) return false;
            value = (value << 8) | octet;
        }
        result = new(value);
        return true;
    }

    /// <summary>Lower-case hex with colons, as <c>ip</c> prints it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Octet(40):x2}:{Octet(32):x2}:{Octet(24):x2}:{Octet(16):x2}:{Octet(8):x2}:{Octet(0):x2}");

    private byte Octet(int shift) => (byte)(Value >> shift);
}
