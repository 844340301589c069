using System.Net.Sockets;
using CloudNet.Agent.Paths;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>Echo requests as they are on the wire, and whose answer a packet is.</summary>
public sealed class EchoPacketTests
{
    [Fact]
    public void A_request_is_as_long_as_asked_and_its_checksum_holds()
    {
        var packet = EchoPacket.Request(AddressFamily.InterNetwork, EchoPacket.Least, 0x0102030405060708);
        Assert.Equal(EchoPacket.Least - 20, packet.Length);
        Assert.Equal("0800e0e3070800000102030405060708", Convert.ToHexStringLower(packet.AsSpan(0, 16)));
    }

    [Fact]
    public void An_answer_names_its_request()
    {
        var echo = EchoPacket.Request(AddressFamily.InterNetwork, EchoPacket.Least, 77);
        echo[0] = 0;
        byte[] received = [0x45, .. new byte[19], .. echo];
        Assert.Equal(77ul, EchoPacket.Answered(AddressFamily.InterNetwork, received));
        var six = EchoPacket.Request(AddressFamily.InterNetworkV6, 1280, 78);
        Assert.Equal(1240, six.Length);
        Assert.Null(EchoPacket.Answered(AddressFamily.InterNetworkV6, six));
        six[0] = 129;
        Assert.Equal(78ul, EchoPacket.Answered(AddressFamily.InterNetworkV6, six));
    }

    [Theory]
    [InlineData("")]
    [InlineData("45")]
    [InlineData("4f00000000000000000000000000000000000000")]
    [InlineData("450000000000000000000000000000000000000000000000")]
    public void What_is_none_names_none(string received) =>
        Assert.Null(EchoPacket.Answered(AddressFamily.InterNetwork, Convert.FromHexString(received)));
}
