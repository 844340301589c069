using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>A WireGuard public key: a Curve25519 point (RFC 7748), 32 bytes.</summary>
[JsonConverter(typeof(WireguardKeyConverter))]
public readonly record struct WireguardKey : IParsable<WireguardKey>
{
    private const int Bytes = 32;

    private WireguardKey(string text) => Text = text;

    /// <summary>In base64, as <c>wg</c> prints it: 44 characters. Null only in the default value, which is no key.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public static WireguardKey Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException($"'{s}' is not 32 bytes in base64.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WireguardKey result)
    {
        result = default;
        Span<byte> key = stackalloc byte[Bytes];
        // One key has one text: what decodes to the same bytes by another is refused.
        if (s is not { Length: 44 } || !Convert.TryFromBase64String(s, key, out var written) || written != Bytes
            || Convert.ToBase64String(key) != s) return false;
        result = new(s);
        return true;
    }

    /// <summary>In base64.</summary>
    public override string ToString() => Text ?? "";
}
