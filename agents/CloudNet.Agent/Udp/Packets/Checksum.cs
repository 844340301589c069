using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// The Internet checksum (RFC 1071). Words are summed as they lie in memory, on a machine of either byte order: the sum comes out
/// in that order, too, and is written back so. Pure.
/// </summary>
internal static class Checksum
{
    private const int Block = 64 * 1024; // So many bytes cannot overflow a lane: each vector adds at most 2 * 0xffff to it.

    /// <summary>Adds bytes that begin at an even place of what is summed.</summary>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > Block; bytes = bytes[Block..]) sum += OfBlock(bytes[..Block]);
        return sum + OfBlock(bytes);
    }

    /// <summary>A number as it would lie in a packet, to be added to a sum.</summary>
    public static ulong Word(ushort number) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(number) : number;

    /// <summary>The sum in 16 bits.</summary>
    public static ushort Fold(ulong sum)
    {
        sum = (sum & 0xffff_ffff) + (sum >> 32);
        sum = (sum & 0xffff) + ((sum >> 16) & 0xffff) + (sum >> 32);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)((sum & 0xffff) + (sum >> 16));
    }

    /// <summary>Writes a folded sum as it is.</summary>
    public static void WriteSum(Span<byte> field, ulong sum) => MemoryMarshal.Write(field, Fold(sum));

    /// <summary>Writes the checksum of a sum: its complement.</summary>
    public static void Write(Span<byte> field, ulong sum) => MemoryMarshal.Write(field, (ushort)~Fold(sum));

    /// <summary>The same where 0 means that there is none, as in UDP: then its other form, all ones.</summary>
    public static void WriteNotZero(Span<byte> field, ulong sum) =>
        MemoryMarshal.Write(field, Fold(sum) is var folded && folded == 0xffff ? folded : (ushort)~folded);

    private static ulong OfBlock(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        nuint at = 0;
        var length = (nuint)bytes.Length;
        ulong sum = 0;
        if (Vector256.IsHardwareAccelerated && length >= 64)
        {
            Vector256<uint> even = default, odd = default;
            for (; at + 64 <= length; at += 64)
            {
                var low = Vector256.LoadUnsafe(ref first, at).AsUInt32();
                var high = Vector256.LoadUnsafe(ref first, at + 32).AsUInt32();
                even += (low & Vector256.Create(0xffffu)) + (low >>> 16);
                odd += (high & Vector256.Create(0xffffu)) + (high >>> 16);
            }
            sum = Lanes(even.GetLower()) + Lanes(even.GetUpper()) + Lanes(odd.GetLower()) + Lanes(odd.GetUpper());
        }
        Vector128<uint> lanes = default;
        for (; at + 16 <= length; at += 16)
        {
            var words = Vector128.LoadUnsafe(ref first, at).AsUInt32();
            lanes += (words & Vector128.Create(0xffffu)) + (words >>> 16);
        }
        return sum + Lanes(lanes) + Rest(bytes[(int)at..]);
    }

    private static ulong Lanes(Vector128<uint> lanes) => (ulong)lanes[0] + lanes[1] + lanes[2] + lanes[3];

    // Fewer than 16 bytes; a last odd one is the first half of a word.
    private static ulong Rest(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..]) sum += MemoryMarshal.Read<ushort>(bytes);
        if (bytes.Length == 1) sum += BitConverter.IsLittleEndian ? bytes[0] : (ulong)bytes[0] << 8;
        return sum;
    }
}
