using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;
using CsCheck;

namespace CloudNet.Domain.Tests.Addressing;

public sealed class AddressTextTests
{
    private static readonly Gen<string> Nearly = Gen.String[Gen.Char["0123456789./ -+x:f"], 0, 24];

    [Theory]
    [InlineData("10.100.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("192.168.124.51/32")]
    [InlineData("fd00:100::/48")]
    [InlineData("::/0")]
    [InlineData("fd00::1/128")]
    public void Right_range_is_read(string text)
    {
        Assert.Null(AddressText.Range("range", text, "e", out var range));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("10.100.3.7/16", "10.100.0.0/16")]
    [InlineData("172.17.1.1/24", "172.17.1.0/24")]
    [InlineData("255.255.255.255/0", "0.0.0.0/0")]
    [InlineData("fd00:100::1/48", "fd00:100::/48")]
    [InlineData("fd00::1/0", "::/0")]
    public void Host_bits_are_refused_and_the_range_without_them_is_offered(string text, string offered)
    {
        var problem = AddressText.Range("range", text, "e", out var range);

        Assert.NotNull(problem);
        Assert.Contains("host bits", problem.Rule);
        Assert.Equal($"Use {offered}.", problem.WayOut);
        Assert.Equal(IPNetwork.Parse(offered), range);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.100.0.0")]
    [InlineData("10.100/16")]
    [InlineData("10.100.0.0/33")]
    [InlineData("10.100.0.0/-1")]
    [InlineData("10.100.0.0/+8")]
    [InlineData("10.100.0.0/08")]
    [InlineData("10.100.0.0/ 8")]
    [InlineData("10.100.0.0/")]
    [InlineData("/16")]
    [InlineData("010.100.0.0/16")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("10.100.0.256/16")]
    [InlineData("10.100.0.0/16/16")]
    [InlineData("fd00::/129")]
    [InlineData("fd00::/048")]
    [InlineData("fd00::%eth0/64")]
    [InlineData("[fd00::]/64")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("fd00")]
    [InlineData("fd00:::/48")]
    [InlineData("blue")]
    public void Anything_else_is_refused_with_an_example(string? text)
    {
        var problem = AddressText.Range("range", text, "10.100.0.0/16", out _);

        Assert.NotNull(problem);
        Assert.Equal("range", problem.Field);
        Assert.Contains("10.100.0.0/16", problem.WayOut);
    }

    [Theory]
    [InlineData("192.168.124.51", true)]
    [InlineData("192.168.124", false)]
    [InlineData("192.168.124.051", false)]
    [InlineData("3232267315", false)]
    [InlineData(" 192.168.124.51", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public void IPv4_address_is_four_plain_numbers(string? text, bool right) =>
        Assert.Equal(right, AddressText.Address("underlayAddress", text, out _, AddressFamily.InterNetwork) is null);

    [Theory]
    [InlineData("fd00::1", true)]
    [InlineData("FD00:0:0::0001", true)]
    [InlineData("fe80::1%2", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    public void IPv6_address_is_in_any_form_but_without_zone(string text, bool right) =>
        Assert.Equal(right, AddressText.Address("address", text, out _, AddressFamily.InterNetworkV6) is null);

    [Fact]
    public void No_text_throws_and_what_is_taken_is_what_was_written() => Gen.OneOf(Gen.String, Nearly).Sample(text =>
    {
        if (AddressText.Range("range", text, "e", out var range) is null) Assert.Equal(IPNetwork.Parse(text), range);
        if (AddressText.Address("address", text, out var address) is null)
            Assert.True(address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : IPAddress.Parse(text).Equals(address));
    }, iter: 20_000);
}
