using System.Runtime.InteropServices;
using CloudNet.Agent.Udp.Packets;
using CloudNet.Agent.Udp.Peers;
using CloudNet.Agent.Udp.Wire;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Whatever bytes come, from the kernel or the net, are taken or refused, and never read past.</summary>
public sealed class AnyBytesTests
{
    private static readonly Gen<VirtioHeader> Header =
        from bytes in Gen.Byte.Array[VirtioHeader.Size]
        from kind in Gen.Byte[0, 6]
        from near in Gen.Int[0, 1]
        select MemoryMarshal.Read<VirtioHeader>(bytes) is var how && near == 1
            ? new VirtioHeader
            {
                Kind = kind, Flags = 1, SegmentSize = (ushort)(bytes[0] % 20), ChecksumStart = bytes[1] % 2 == 0 ? (ushort)20 : (ushort)40,
                ChecksumOffset = bytes[2],
            }
            : how;

    // A right version and length make what follows be looked at.
    private static readonly Gen<byte[]> Packet =
        from bytes in Gen.Byte.Array[0, 150]
        from version in Gen.Int[0, 3]
        from protocol in Gen.Byte[0, 60]
        select Likely(bytes, version, protocol);

    [Fact]
    public void Of_any_packet_with_any_header_what_is_cut_is_as_long_as_it_says() => Gen.Select(Packet, Header).Sample((packet, how) =>
    {
        if (!IpHead.TryRead(packet, out var head)) return true;
        ChecksumRest.TryComplete([.. packet], how);
        if (!Cut.TryRead(packet, head, how, out var cut)) return true;
        var bytes = 0;
        for (var index = 0; index < cut.Count; index++)
        {
            var segment = new byte[cut.LengthOf(index)];
            cut.Write(index, segment);
            if (!IpHead.TryRead(segment, out _) || (index < cut.Count - 1 && segment.Length != cut.SegmentLength)) return false;
            bytes += segment.Length;
        }
        // The headers once more for each but the first.
        return bytes > packet.Length == cut.Count > 1;
    }, iter: 200_000);

    [Fact]
    public void Any_packets_go_through_the_joiner_and_none_is_lost() => Packet.List[0, 20].Sample(packets =>
        Taken.Of(packets).SelectMany(one => NaiveCut.Of(one.How, one.Bytes)).Select(Convert.ToHexString)
            .SequenceEqual(packets.Where(packet => IpHead.TryRead(packet, out _)).Select(Convert.ToHexString)), iter: 20_000);

    [Fact]
    public void An_error_about_any_packet_is_a_right_packet_or_none() => Packet.Sample(packet =>
    {
        if (!IpHead.TryRead(packet, out var head)) return true;
        var room = new byte[IcmpError.Longest];
        int[] lengths = [IcmpError.Unreachable(packet, head, room), IcmpError.TooBig(packet, head, 1400, room)];
        return lengths[0] == lengths[1] && (lengths[1] == 0 || (IpHead.TryRead(room.AsSpan(0, lengths[1]), out var error)
            && error.Source == head.Destination && error.Destination == head.Source));
    }, iter: 100_000);

    [Fact]
    public void Any_notes_and_socket_addresses_are_read_within_their_bounds() => Gen.Byte.Array[0, 64].Sample(bytes =>
    {
        if (bytes.Length >= 16) MemoryMarshal.Write(bytes, (ulong)(16 + (bytes[0] % 20)));
        var known = PeerEndpoint.TryRead(bytes, out var endpoint);
        return ControlNote.Read(bytes) >= 0 && (known || endpoint == default);
    }, iter: 100_000);

    private static byte[] Likely(byte[] bytes, int version, byte protocol)
    {
        if (bytes.Length < 40 || version == 0) return bytes;
        var six = version == 1;
        bytes[0] = (byte)(six ? 0x60 : 0x45 + (bytes[0] % 3));
        var length = six ? bytes.Length - 40 : bytes.Length;
        (bytes[six ? 4 : 2], bytes[six ? 5 : 3]) = ((byte)(length >> 8), (byte)length);
        bytes[six ? 6 : 9] = protocol % 4 == 0 ? protocol : (byte)(protocol % 2 == 0 ? 6 : 17);
        if (!six) bytes[6] &= 0x40;
        if (!six) bytes[7] = 0;
        return bytes;
    }
}
