using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>A subnet as numbers, which are quicker to compare than the system's addresses.</summary>
/// <param name="IsSix">Whether it is of IPv6.</param>
/// <param name="Start">Its first address, as in <see cref="AddressNumber"/>.</param>
/// <param name="Length">Bits that all its addresses share.</param>
internal readonly record struct Prefix(bool IsSix, UInt128 Start, byte Length) : IComparable<Prefix>
{
    /// <summary>Its last address.</summary>
    public UInt128 End => Start | Free(IsSix, Length);

    /// <summary>Reads <c>10.5.2.0/24</c> or <c>fd00:5:2::/64</c>; the refusal where it is none.</summary>
    public static string? Read(string word, out Prefix prefix)
    {
        prefix = default;
        var slash = word.IndexOf('/');
        if (slash < 1 || word.Contains('%') || !ExactAddress.TryParse(word[..slash], out var address) || address.IsIPv4MappedToIPv6
            || !byte.TryParse(word.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > AddressNumber.Bits(address))
            return $"'{word}' is no subnet. Write 10.5.2.0/24 or fd00:5:2::/64.";
        var six = address.AddressFamily == AddressFamily.InterNetworkV6;
        var number = AddressNumber.Of(address);
        prefix = new(six, number & ~Free(six, length), length);
        return prefix.Start == number ? null : $"{word} has bits beyond its length; {prefix} is meant.";
    }

    /// <summary>One that holds another comes before it.</summary>
    public int CompareTo(Prefix other) =>
        IsSix != other.IsSix ? IsSix.CompareTo(other.IsSix) : Start != other.Start ? (Start < other.Start ? -1 : 1) : Length - other.Length;

    /// <inheritdoc/>
    public override string ToString() => $"{Text}/{Length}";

    // A number of IPv6 may look like a mapped address.
    private IPAddress Text => IsSix && AddressNumber.Address(Start) is { AddressFamily: AddressFamily.InterNetwork } mapped
        ? mapped.MapToIPv6()
        : AddressNumber.Address(Start);

    private static UInt128 Free(bool six, byte length) => (six ? 128 : 32) - length is var bits && bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
