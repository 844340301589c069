using CloudNet.Agent.Udp.Packets;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>What is joined and cut again is what it was, packet by packet and in its order.</summary>
public sealed class CutAndJoinTests
{
    [Fact]
    public void Joined_packets_cut_by_a_plain_model_are_those_that_came() => Generated.Arrivals.Sample(packets =>
        Equal(packets, Taken.Of(packets).SelectMany(one => NaiveCut.Of(one.How, one.Bytes))), iter: 3_000);

    [Fact]
    public void Joined_packets_cut_by_ours_are_those_that_came() => Generated.Arrivals.Sample(packets =>
        Equal(packets, Taken.Of(packets).SelectMany(Cuts)), iter: 3_000);

    [Fact]
    public void Where_the_kernel_does_not_cut_udp_none_is_joined() => Generated.Arrivals.Sample(packets =>
        Taken.Of(packets, udp: false) is var taken && taken.All(one => one.How.Cut != VirtioHeader.Udp)
        && Equal(packets, taken.SelectMany(Cuts)), iter: 300);

    [Fact]
    public void A_joined_packet_has_the_sum_of_its_pseudo_header_for_the_kernel_to_complete() => Generated.Arrivals.Sample(packets =>
        Taken.Of(packets).Where(one => one.How.Flags == VirtioHeader.NeedsChecksum).All(one =>
            ChecksumRest.TryComplete(one.Bytes, one.How) && NaiveChecksum.IsRight(one.Bytes)), iter: 1_000);

    [Fact]
    public void What_comes_in_a_row_is_one_packet()
    {
        var first = new PacketText { Payload = new byte[1000] };
        var row = Enumerable.Range(0, 40).Select(at => first with
        {
            Id = (ushort)(first.Id + at), Sequence = first.Sequence + (uint)(1000 * at), Flags = (byte)(at == 39 ? 0x18 : 0x10),
            Payload = new byte[at == 39 ? 10 : 1000],
        });
        var (how, bytes) = Assert.Single(Taken.Of(row.Select(packet => packet.Bytes())));
        Assert.Equal((VirtioHeader.Tcp4, 1000, 40, 20, 16), (how.Kind, how.SegmentSize, how.HeaderLength, how.ChecksumStart, how.ChecksumOffset));
        Assert.Equal((40 + 39_010, 0x18), (bytes.Length, bytes[33]));
    }

    [Theory]
    [InlineData("10.5.1.2", "10.5.2.2")]
    [InlineData("fd00:5:1::2", "fd00:5:2::2")]
    public void No_joined_packet_is_longer_than_ip_allows(string source, string destination)
    {
        var first = new PacketText { Source = source, Destination = destination, Payload = new byte[1400] };
        var row = Enumerable.Range(0, 100).Select(at => first with { Id = (ushort)(first.Id + at), Sequence = first.Sequence + (uint)(1400 * at) });
        var taken = Taken.Of(row.Select(packet => packet.Bytes()));
        Assert.Equal(3, taken.Count);
        Assert.All(taken, one => Assert.InRange(one.Bytes.Length, 1, 65_535));
    }

    private static IEnumerable<byte[]> Cuts((VirtioHeader How, byte[] Bytes) whole)
    {
        if (whole.How.Cut == VirtioHeader.NotCut) return [whole.Bytes];
        if (!IpHead.TryRead(whole.Bytes, out var head) || !Cut.TryRead(whole.Bytes, head, whole.How, out var cut)) return [];
        List<byte[]> segments = [];
        for (var index = 0; index < cut.Count; index++)
        {
            var segment = new byte[cut.LengthOf(index)];
            cut.Write(index, segment);
            segments.Add(segment);
        }
        return segments;
    }

    private static bool Equal(List<byte[]> expected, IEnumerable<byte[]> actual) =>
        expected.Where(packet => IpHead.TryRead(packet, out _)).Select(Convert.ToHexString).SequenceEqual(actual.Select(Convert.ToHexString));
}
