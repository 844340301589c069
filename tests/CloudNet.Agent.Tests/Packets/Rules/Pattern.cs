using System.Globalization;
using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What a field is compared with: numbers from one to another, or a word, of which the rest may be open.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last.</param>
/// <param name="Word">The word; null: it is numbers.</param>
/// <param name="IsOpen">Whether more may follow the word: <c>"cn-*"</c>.</param>
internal readonly record struct Pattern(UInt128 First, UInt128 Last, string? Word, bool IsOpen)
{
    /// <summary>Reads one as nft writes it: <c>10.0.0.0/24</c>, <c>10.0.0.1-10.0.0.7</c>, <c>80</c>, <c>8000-8002</c>, <c>"cn-br*"</c>, <c>tcp</c>.</summary>
    public static Pattern Parse(string text)
    {
        if (text.StartsWith('"'))
            return text[1..^1] is var name && name.EndsWith('*') ? new(0, 0, name[..^1], true) : new(0, 0, name, false);
        if (IPNetwork.TryParse(text, out var range))
            return new(AddressNumber.Of(range.BaseAddress), AddressNumber.Of(range.BaseAddress) + AddressNumber.Span(range), null, false);
        if (Number(text) is { } one) return new(one, one, null, false);
        return text.IndexOf('-') is > 0 and var dash && (Number(text[..dash]), Number(text[(dash + 1)..])) is ({ } first, { } last)
            ? new(first, last, null, false)
            : new(0, 0, text, false);
    }

    /// <summary>Whether what a packet has is one of these.</summary>
    public bool Holds(Datum datum)
    {
        var (word, isOpen) = (Word, IsOpen);
        return word is null
            ? datum.Words.Length == 0 && First <= datum.Number && datum.Number <= Last
            : datum.Words.Any(one => isOpen ? one.StartsWith(word, StringComparison.Ordinal) : one == word);
    }

    /// <summary>The one address that it is.</summary>
    public IPAddress Address => AddressNumber.Address(First);

    // Ports are addresses too to the parser of addresses, so they come first.
    private static UInt128? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (UInt128)number
        : text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? (UInt128)hex
        : IPAddress.TryParse(text, out var address) ? AddressNumber.Of(address)
        : null;
}
