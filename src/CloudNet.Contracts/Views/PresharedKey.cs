using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>
/// A secret of 32 bytes that all hosts of a network have, which WireGuard mixes into what two of them agree on (its whitepaper, 5.2). As text it
/// is not shown: <see cref="Reveal"/> is for the link, the database and <c>wg</c>'s file alone.
/// </summary>
[JsonConverter(typeof(PresharedKeyConverter))]
public readonly record struct PresharedKey
{
    private const int Bytes = 32;
    private readonly string text;

    private PresharedKey(string text) => this.text = text;

    /// <summary>Tells keys apart without giving them away: 16 hexadecimal digits of a digest.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Reveal())).AsSpan(0, 8));

    /// <summary>A key of these 32 bytes.</summary>
    /// <exception cref="ArgumentException">They are more or fewer.</exception>
    public static PresharedKey Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Bytes ? new(Convert.ToBase64String(bytes)) : throw new ArgumentException($"A pre-shared key has {Bytes} bytes.", nameof(bytes));

    /// <summary>Reads base64, as <c>wg genpsk</c> prints it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PresharedKey key)
    {
        var isOne = WireguardKey.TryParse(text, null, out _);
        key = isOne ? new(text!) : default;
        return isOne;
    }

    /// <summary>The key itself, in base64.</summary>
    public string Reveal() => text ?? throw new InvalidOperationException("There is no key.");

    /// <summary>Says that it is one.</summary>
    public override string ToString() => "(a pre-shared key)";
}
