using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Addressing;

/// <summary>
/// Reads addresses and ranges as people write them, strictly: four decimal numbers, no leading zeros. The platform also takes
/// <c>10.1</c>, <c>0x0a.1</c> and <c>010.0.0.1</c> (octal), which say something else to most readers.
/// </summary>
public static class AddressText
{
    /// <summary>Reads an IPv4 address, or says what is wrong with it.</summary>
    public static FieldProblem? Address(string field, string? text, out IPAddress address)
    {
        if (TryAddress(text, out address)) return null;
        return string.IsNullOrEmpty(text)
            ? new(field, "An IPv4 address is required.", "Give one such as 192.168.124.51.")
            : new(field, $"{Quoted.Text(text)} is not an IPv4 address.", "Write it as four numbers, such as 192.168.124.51.");
    }

    /// <summary>Reads an IPv4 range in CIDR form, or says what is wrong with it; host bits that are set are wrong.</summary>
    /// <param name="field">The field, for the message.</param>
    /// <param name="text">What was given.</param>
    /// <param name="example">A good one, for the message.</param>
    /// <param name="range">The range; the one that was probably meant where only host bits are wrong.</param>
    public static FieldProblem? Range(string field, string? text, string example, out IPNetwork range)
    {
        range = default;
        if (string.IsNullOrEmpty(text)) return new(field, "An IPv4 range in CIDR form is required.", $"Give one such as {example}.");
        var slash = text.IndexOf('/');
        if (slash < 0 && TryAddress(text, out _))
            return new(field, $"{Quoted.Text(text)} has no prefix length.", $"Write it as {text}/length, such as {example}.");
        if (slash < 0 || !TryAddress(text[..slash], out var address) || !TryLength(text[(slash + 1)..], out var length))
            return new(field, $"{Quoted.Text(text)} is not an IPv4 range in CIDR form.",
                $"Write it as four numbers, a slash and a length of 0 to 32, such as {example}.");

        var number = AddressNumber.Of(address);
        var start = length == 0 ? 0 : number >> (32 - length) << (32 - length);
        range = new(AddressNumber.ToAddress(start, AddressFamily.InterNetwork), length);
        return start == number ? null : new(field, $"{text} has host bits set: bits of the address beyond the first {length}.", $"Use {range}.");
    }

    private static bool TryAddress(string? text, out IPAddress address)
    {
        // Only the canonical form survives the way there and back.
        if (text is { Length: <= 15 } && IPAddress.TryParse(text, out var parsed)
            && parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() == text)
        {
            address = parsed;
            return true;
        }
        address = IPAddress.None;
        return false;
    }

    private static bool TryLength(string text, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= 32
        && length.ToString(CultureInfo.InvariantCulture) == text;
}
