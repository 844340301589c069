using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Kernel;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Conntrack;

/// <summary>Messages of ctnetlink, as the bytes of the kernel's headers.</summary>
public sealed class FlowMessageTests
{
    private const string Original = "34000180" + "14000180" + "08000100c0a87c01" + "08000200c0a87c33"
        + "1c000280" + "0500010011000000" + "0600020012670000" + "0600030000350000";

    private const string Reply = "34000280" + "14000180" + "080001000a640102" + "08000200c0a87c01"
        + "1c000280" + "0500010011000000" + "0600020014e90000" + "0600030012670000";

    private static readonly Flow Led = new(
        Flow.Udp, IPEndPoint.Parse("192.168.124.1:4711"), IPEndPoint.Parse("192.168.124.51:53"),
        IPEndPoint.Parse("10.100.1.2:5353"), IPEndPoint.Parse("192.168.124.1:4711"));

    [Fact]
    public void All_of_a_family_are_asked_for() => Assert.Equal(
        "14000000" + "0101" + "0103" + "00000000" + "00000000" + "0a000000", Convert.ToHexStringLower(FlowMessage.List(AddressFamily.InterNetworkV6)));

    [Fact]
    public void One_is_forgotten_by_how_its_first_packet_came() => Assert.Equal(
        "48000000" + "0201" + "0500" + "00000000" + "00000000" + "02000000" + Original, Convert.ToHexStringLower(FlowMessage.Forget(Led)));

    [Fact]
    public void One_is_read()
    {
        Assert.True(TryRead("7c000000" + "0001" + "0200" + "00000000" + "00000000" + "02000000" + Original + Reply, out var flow));
        Assert.Equal(Led, flow);
        Assert.True(flow.IsLed);
    }

    [Fact]
    public void One_without_ports_is_passed_over() =>
        Assert.False(TryRead("48000000" + "0001" + "0200" + "00000000" + "00000000" + "02000000" + Original, out _));

    [Fact]
    public void Any_bytes_are_looked_at_without_harm() => Gen.Byte.Array[20, 200].Sample(bytes =>
    {
        (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]) = ((byte)bytes.Length, 0, 0, 0, 0, 1);
        TryRead(Convert.ToHexString(bytes), out _);
    });

    private static bool TryRead(string hex, out Flow flow)
    {
        ReadOnlySpan<byte> datagram = Convert.FromHexString(hex);
        Assert.True(NetlinkMessage.TryTake(ref datagram, out var message));
        return FlowMessage.TryRead(message, out flow);
    }
}
