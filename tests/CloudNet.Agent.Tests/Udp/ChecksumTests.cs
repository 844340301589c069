using System.Buffers.Binary;
using CloudNet.Agent.Udp.Packets;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>The fast checksum is the plain one.</summary>
public sealed class ChecksumTests
{
    [Fact]
    public void Any_bytes_have_the_sum_that_adding_word_by_word_gives() => Gen.Byte.Array[0, 400].Sample(bytes => Is(bytes), iter: 20_000);

    [Fact]
    public void The_longest_packets_and_longer_ones_do_not_overflow() => Gen.Int[60_000, 200_000].Sample(length =>
        Is([.. Enumerable.Repeat((byte)0xff, length)]) && Is([.. Enumerable.Range(0, length).Select(at => (byte)(at * 31))]), iter: 20);

    [Fact]
    public void Parts_may_be_added_one_after_the_other() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 200]).Sample((first, second) =>
    {
        if (first.Length % 2 == 1) first = first[1..];
        var written = new byte[2];
        Checksum.Write(written, Checksum.Add(Checksum.Add(Checksum.Word(0x1234), first), second));
        return BinaryPrimitives.ReadUInt16BigEndian(written) == NaiveChecksum.Of([0x12, 0x34], first, second);
    });

    private static bool Is(byte[] bytes)
    {
        var written = new byte[2];
        Checksum.WriteSum(written, Checksum.Add(0, bytes));
        return BinaryPrimitives.ReadUInt16BigEndian(written) == NaiveChecksum.Sum(bytes);
    }
}
