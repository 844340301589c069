using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What a packet has in a field: a number, which an address is too, or words: a link's name, or all the flags that are set.</summary>
internal readonly record struct Datum(UInt128 Number, params string[] Words)
{
    /// <summary>An address.</summary>
    public static Datum Of(IPAddress address) => new(AddressNumber.Of(address));

    /// <summary>A port, or another number.</summary>
    public static Datum Of(int number) => new((UInt128)number);

    /// <summary>Words.</summary>
    public static Datum Of(params string[] words) => new(0, words);

    /// <summary>A pattern of just this.</summary>
    public Pattern AsPattern => Words.Length > 0 ? new(0, 0, Words[0], false) : new(Number, Number, null, false);

    /// <inheritdoc/>
    public override string ToString() => Words.Length > 0 ? string.Join(',', Words) : Number > ushort.MaxValue ? $"{AddressNumber.Address(Number)}" : $"{Number}";
}
