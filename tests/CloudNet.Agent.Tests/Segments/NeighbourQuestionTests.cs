using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Segments;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Segments;

/// <summary>Questions for an address and their answers, as the bytes of the RFCs.</summary>
public sealed class NeighbourQuestionTests
{
    private static readonly MacAddress Own = MacAddress.Parse("0a:00:00:00:00:01", null);

    [Fact]
    public void Ipv4_is_asked_for_by_ARP_that_names_no_address_of_the_asker() => Assert.Equal(
        "ffffffffffff" + "0a0000000001" + "0806" + "0001" + "0800" + "06" + "04" + "0001" + "0a0000000001" + "00000000" + "000000000000" + "0a640102",
        Hex(NeighbourQuestion.For(IPAddress.Parse("10.100.1.2"), Own)));

    [Fact]
    public void Ipv6_is_asked_for_at_the_solicited_nodes_group() => Assert.Equal(
        "3333ff000002" + "0a0000000001" + "86dd" + "60000000" + "0020" + "3a" + "ff" + "fe80000000000000080000fffe000001" + "ff0200000000000000000001ff000002"
        + "8700" + "6d15" + "00000000" + "fd000001000000010000000000000002" + "0101" + "0a0000000001",
        Hex(NeighbourQuestion.For(IPAddress.Parse("fd00:1:0:1::2"), Own)));

    [Theory]
    [InlineData("10.100.1.2", "ffffffffffff0a77000000020806" + "0001080006040001" + "0a7700000002" + "0a640102" + "000000000000" + "0a640102", false)]
    [InlineData("10.100.1.2", "0a00000000010a77000000020806" + "0001080006040002" + "0a7700000002" + "0a640102" + "0a0000000001" + "00000000", true)]
    [InlineData("10.100.1.3", "0a00000000010a77000000020806" + "0001080006040002" + "0a7700000002" + "0a640102" + "0a0000000001" + "00000000", false)]
    [InlineData("fd00::2", "0a00000000010a770000000286dd" + "6000000000203aff" + "fd000000000000000000000000000002" + "fe80000000000000080000fffe000001"
        + "8800000060000000" + "fd000000000000000000000000000002" + "0201" + "0a7700000002", true)]
    [InlineData("fd00::2", "0a00000000010a770000000286dd" + "6000000000183aff" + "fd000000000000000000000000000002" + "fe80000000000000080000fffe000001"
        + "8800000060000000" + "fd000000000000000000000000000002", true)]
    [InlineData("fd00::2", "0a00000000010a770000000286dd" + "6000000000203aff" + "fd000000000000000000000000000002" + "fe80000000000000080000fffe000001"
        + "8700000060000000" + "fd000000000000000000000000000002" + "0201" + "0a7700000002", false)]
    public void Whoever_says_that_he_has_it_is_told_by_his_MAC(string address, string frame, bool has)
    {
        Assert.Equal(has, NeighbourQuestion.IsAnswer(Convert.FromHexString(frame), IPAddress.Parse(address), Own, out var holder));
        if (has) Assert.Equal("0a:77:00:00:00:02", holder.ToString());
    }

    [Fact]
    public void Any_bytes_are_looked_at_without_harm() => Gen.Select(Gen.Byte.Array[0, 120], Gen.Bool).Sample((bytes, isFour) =>
    {
        if (bytes.Length > 14) (bytes[12], bytes[13]) = isFour ? ((byte)8, (byte)6) : ((byte)0x86, (byte)0xdd);
        NeighbourQuestion.IsAnswer(bytes, IPAddress.Parse(isFour ? "10.0.0.1" : "fd00::1"), new(0), out _);
    });

    [Fact]
    public void A_question_is_no_answer_to_itself() => Assert.All(
        new[] { "10.100.1.2", "fd00::2" }.Select(IPAddress.Parse),
        address => Assert.False(NeighbourQuestion.IsAnswer(NeighbourQuestion.For(address, Own), address, Own, out _)));

    [Fact]
    public void Each_family_has_its_type() => Assert.Equal(
        ((ushort)0x0806, (ushort)0x86dd), (NeighbourQuestion.TypeOf(AddressFamily.InterNetwork), NeighbourQuestion.TypeOf(AddressFamily.InterNetworkV6)));

    private static string Hex(byte[] frame) => Convert.ToHexStringLower(frame);
}
