using CloudNet.Agent.Udp.Packets;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>What senders are told of packets that are not carried.</summary>
public sealed class IcmpErrorTests
{
    [Fact]
    public void Of_IPv4_the_sender_is_told_the_length_that_fits_and_shown_its_packet()
    {
        var packet = new PacketText { Payload = new byte[1500] }.Bytes();
        var error = Error(packet, 1400);
        Assert.Equal(576, error.Length);
        Assert.Equal([10, 5, 2, 2, 10, 5, 1, 2, 3, 4], error[12..22]);
        Assert.Equal([1400 >> 8, 1400 & 255], error[26..28]);
        Assert.Equal(packet[..548], error[28..]);
        Assert.Equal((0xffff, 0xffff), (NaiveChecksum.Sum(error[..20]), NaiveChecksum.Sum(error[20..])));
    }

    [Fact]
    public void Of_IPv6_likewise()
    {
        var packet = new PacketText { Source = "fd00:5:1::2", Destination = "fd00:5:2::2", Payload = new byte[1500] }.Bytes();
        var error = Error(packet, 1400);
        Assert.Equal(1280, error.Length);
        Assert.Equal([.. packet[24..40], .. packet[8..24]], error[8..40]);
        Assert.Equal([2, 0], error[40..42]);
        Assert.Equal([0, 0, 1400 >> 8, 1400 & 255], error[44..48]);
        Assert.True(NaiveChecksum.IsRight(error));
    }

    public static TheoryData<string, string, ushort> Silent => new()
    {
        { "10.5.1.2", "224.0.0.1", 0 }, { "10.5.1.2", "255.255.255.255", 0 }, { "0.0.0.0", "10.5.2.2", 0 }, { "127.0.0.1", "10.5.2.2", 0 },
        { "10.5.1.2", "10.5.2.2", 0x2001 }, { "fd00::1", "ff02::1", 0 }, { "::", "fd00::1", 0 },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public void About_what_is_for_many_or_a_later_part_nothing_is_said(string source, string destination, ushort fragment) =>
        Assert.Empty(Error(new PacketText { Source = source, Destination = destination, Fragment = fragment, Payload = [1] }.Bytes(), 1400));

    [Theory]
    [InlineData("10.5.1.2", "10.5.2.2", 1)]
    [InlineData("fd00::1", "fd00::2", 58)]
    public void About_an_error_nothing_is_said_so_that_two_ends_do_not_talk_for_ever(string source, string destination, byte protocol)
    {
        var packet = new PacketText { Source = source, Destination = destination, Payload = [1] }.Bytes();
        var start = packet.Length - 21;
        packet[protocol == 1 ? 9 : 6] = protocol;
        packet[start] = (byte)(protocol == 1 ? 3 : 1);
        Assert.Empty(Error(packet, 1400));
        packet[start] = (byte)(protocol == 1 ? 8 : 128);
        Assert.NotEmpty(Error(packet, 1400));
    }

    [Fact]
    public void Fifty_at_once_and_a_thousand_in_a_second()
    {
        var rate = new ErrorRate();
        Assert.Equal(50, Enumerable.Range(0, 200).Count(_ => rate.May(5000)));
        Assert.Equal(10, Enumerable.Range(0, 200).Count(_ => rate.May(5010)));
        Assert.Equal(50, Enumerable.Range(0, 200).Count(_ => rate.May(9000)));
        Assert.False(rate.May(8000));
    }

    private static byte[] Error(byte[] packet, int mtu)
    {
        Assert.True(IpHead.TryRead(packet, out var head));
        var room = new byte[IcmpError.Longest];
        return room[..IcmpError.TooBig(packet, head, mtu, room)];
    }
}
