using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tables;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>Messages of nftables, as the bytes of the kernel's headers.</summary>
public sealed class ElementMessageTests
{
    private const string Head = "0c0a" + "0200" + "00000000" + "00000000" + "01000000";

    // 10.100.0.17 . tcp . 80, each filled up to four bytes.
    private const string Web = "14000180" + "10000100" + "0a640011" + "06000000" + "00500000";

    [Fact]
    public void All_of_a_map_are_asked_for() => Assert.Equal(
        "3c000000" + "0d0a" + "0103" + "00000000" + "00000000" + "01000000"
            + "16000100" + "636c6f75646e65742d736572766963657300" + "0000" + "0f000200" + "69702d6861697270696e00" + "00",
        Convert.ToHexStringLower(ElementMessage.List(ServiceNames.Kind, "ip-hairpin")));

    [Theory]
    [InlineData("ip-services", "20000280" + "1c000280" + "08000100fffffffc" + "10000200" + "69702d72616e646f6d2d3200", "10.100.0.17 . tcp . 80 : goto ip-random-2")]
    [InlineData("ip-services", "10000280" + "0c000280" + "0800010000000000", "10.100.0.17 . tcp . 80 : drop")]
    [InlineData("ip-services", "10000280" + "0c000280" + "0800010000000001", "10.100.0.17 . tcp . 80 : verdict 1 ")]
    [InlineData("ip-backends-0", "10000280" + "0c000100" + "0a640102" + "1f900000", "10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080")]
    public void An_element_is_read_as_it_is_written(string map, string data, string text) => Assert.Equal([text], Read(map, Web + data));

    [Fact]
    public void Other_keys_are_read_too()
    {
        Assert.Equal(["10.100.1.2 . 10.100.1.2"], Read("ip-hairpin", "10000180" + "0c000100" + "0a640102" + "0a640102"));
        Assert.Equal(
            ["10.100.3.2 . 10.100.0.17 . udp . 53 : 10.100.1.2 . 5353"],
            Read("ip-affinity", "18000180" + "14000100" + "0a640302" + "0a640011" + "11000000" + "00350000" + "10000280" + "0c000100"
                + "0a640102" + "14e90000"));
        Assert.Equal(
            ["fd00:100::17 . sctp . 80"], Read("ip6-services", "20000180" + "1c000100" + "fd000100000000000000000000000017" + "84000000" + "00500000"));
        Assert.Equal(["0a64"], Read("ip-services", "0c000180" + "06000100" + "0a640000"));
    }

    [Fact]
    public void Any_bytes_are_looked_at_without_harm() => Gen.Select(Gen.Byte.Array[20, 300], Gen.Int[0, 4])
        .Sample((bytes, which) =>
        {
            (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]) = ((byte)bytes.Length, (byte)(bytes.Length >> 8), 0, 0, 12, 10);
            Take(bytes, ((string[])["ip-services", "ip6-backends-3", "ip-affinity", "ip-hairpin", "other"])[which]);
        });

    private static IEnumerable<string> Read(string map, string element)
    {
        var one = Length(element.Length / 2 + 4) + "0180" + element;
        var body = Head + Length(one.Length / 2 + 4) + "0380" + one;
        return Take(Convert.FromHexString($"{Length(body.Length / 2 + 4)}0000{body}"), map).Select(read => read.ToString());
    }

    private static List<NftElement> Take(byte[] bytes, string map)
    {
        ReadOnlySpan<byte> datagram = bytes;
        List<NftElement> found = [];
        Assert.True(NetlinkMessage.TryTake(ref datagram, out var message));
        ElementMessage.Read(message, ServiceNames.Kind, map, found);
        return found;
    }

    private static string Length(int length) => $"{length & 0xff:x2}{length >> 8:x2}";
}
