using System.Net;
using CloudNet.Domain.Addressing;
using CsCheck;

namespace CloudNet.Domain.Tests.Addressing;

public sealed class AddressTextTests
{
    private static readonly Gen<string> Nearly = Gen.String[Gen.Char["0123456789./ -+x"], 0, 24];

    [Theory]
    [InlineData("10.100.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("192.168.124.51/32")]
    public void Right_range_is_read(string text)
    {
        Assert.Null(AddressText.Range("range", text, "e", out var range));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("10.100.3.7/16", "10.100.0.0/16")]
    [InlineData("172.17.1.1/24", "172.17.1.0/24")]
    [InlineData("255.255.255.255/0", "0.0.0.0/0")]
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
    [InlineData("fd00::/48")]
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
    public void Address_is_four_plain_numbers(string? text, bool right) =>
        Assert.Equal(right, AddressText.Address("underlayAddress", text, out _) is null);

    [Fact]
    public void No_text_throws_and_what_is_taken_is_what_was_written() => Gen.OneOf(Gen.String, Nearly).Sample(text =>
    {
        if (AddressText.Range("range", text, "e", out var range) is null) Assert.Equal(text, range.ToString());
        if (AddressText.Address("address", text, out var address) is null) Assert.Equal(text, address.ToString());
    }, iter: 20_000);
}
