using CloudNet.Agent.Udp.Packets;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Packets that the kernel left whole become what a plain model makes of them.</summary>
public sealed class SegmentationTests
{
    private static readonly Gen<(VirtioHeader How, byte[] Bytes)> Whole =
        from packet in Generated.Packet
        from length in Gen.Int[1, 9000]
        from size in Gen.Int[1, 3000]
        from flags in Gen.Byte
        from fill in Gen.Byte
        select Make(packet with { Flags = flags, Payload = [.. Enumerable.Range(0, length).Select(at => (byte)(at + fill))] }, size);

    [Fact]
    public void Each_segment_is_the_one_of_the_model_with_its_checksums() => Whole.Sample(whole =>
    {
        IpHead.TryRead(whole.Bytes, out var head);
        if (!Cut.TryRead(whole.Bytes, head, whole.How, out var cut)) return false;
        var index = 0;
        foreach (var expected in NaiveCut.Of(whole.How, whole.Bytes))
        {
            var segment = new byte[cut.LengthOf(index)];
            cut.Write(index++, segment);
            if (!segment.SequenceEqual(expected) || !NaiveChecksum.IsRight(segment)) return false;
        }
        return index == cut.Count;
    }, iter: 3_000);

    [Fact]
    public void Only_the_last_ends_a_stream_and_only_the_first_says_that_the_window_was_reduced()
    {
        var (how, bytes) = Make(new PacketText { Flags = 0xd9, Payload = new byte[250] }, 100);
        IpHead.TryRead(bytes, out var head);
        Assert.True(Cut.TryRead(bytes, head, how, out var cut));
        Assert.Equal((3, 140, 90), (cut.Count, cut.LengthOf(0), cut.LengthOf(2)));
        Assert.Equal([0xd0, 0x50, 0x59], (byte[])[FlagsOf(cut, 0), FlagsOf(cut, 1), FlagsOf(cut, 2)]);
    }

    [Fact]
    public void A_checksum_that_was_left_is_completed()
    {
        var whole = Make(new PacketText { Protocol = 17, Payload = [1, 2, 3] }, 100).Bytes;
        var packet = (byte[])[.. whole];
        (packet[26], packet[27]) = (0, 0);
        var pseudo = NaiveChecksum.Sum(packet[12..20], [0, 17, 0, 11]);
        (packet[26], packet[27]) = ((byte)(pseudo >> 8), (byte)pseudo);
        Assert.True(ChecksumRest.TryComplete(packet, new() { Flags = VirtioHeader.NeedsChecksum, ChecksumStart = 20, ChecksumOffset = 6 }));
        Assert.Equal(whole, packet);
    }

    private static byte FlagsOf(in Cut cut, int index)
    {
        var segment = new byte[cut.LengthOf(index)];
        cut.Write(index, segment);
        return segment[33];
    }

    private static (VirtioHeader How, byte[] Bytes) Make(PacketText packet, int size) => (new()
    {
        Kind = packet.Protocol == 17 ? VirtioHeader.Udp : packet.IsSix ? VirtioHeader.Tcp6 : VirtioHeader.Tcp4, Flags = VirtioHeader.NeedsChecksum,
        SegmentSize = (ushort)size, ChecksumStart = (ushort)(packet.IsSix ? 40 : 20), ChecksumOffset = (ushort)(packet.Protocol == 17 ? 6 : 16),
    }, packet.Bytes());
}
