using CloudNet.Domain.Naming;
using CsCheck;

namespace CloudNet.Domain.Tests.Naming;

public sealed class NameRulesTests
{
    private const string Sixty3 = "a23456789012345678901234567890123456789012345678901234567890123";

    [Theory]
    [InlineData("blue")]
    [InlineData("b")]
    [InlineData("blue-2")]
    [InlineData(Sixty3)]
    public void Network_names(string name) => Assert.Null(NameRules.Network("name", name));

    [Theory]
    [InlineData("v1")]
    [InlineData("1v")]
    [InlineData("node-1.rack-2.example.org")]
    public void Host_names(string name) => Assert.Null(NameRules.Host("name", name));

    [Theory]
    [InlineData("2blue")]
    [InlineData("-blue")]
    [InlineData("blue.green")]
    [InlineData("blau ")]
    [InlineData("bläu")]
    [InlineData(Sixty3 + "4")]
    [InlineData("a1b2c3d4-0000-7000-8000-000000000000")]
    [InlineData("a1b2c3d4000070008000000000000000")]
    [InlineData("")]
    [InlineData(null)]
    public void Not_network_names(string? name) => Assert.Equal("name", NameRules.Network("name", name)?.Field);

    [Theory]
    [InlineData("My Net", "Use 'my-net'.")]
    [InlineData("BLUE", "Use 'blue'.")]
    [InlineData("blue.green", "Use 'blue-green'.")]
    [InlineData("_x_", "Use 'x'.")]
    [InlineData("42", "Choose another name.")]
    public void A_better_name_is_offered(string name, string wayOut) => Assert.Equal(wayOut, NameRules.Network("name", name)?.WayOut);

    [Theory]
    [InlineData("v1.")]
    [InlineData("v1-")]
    [InlineData("V1")]
    [InlineData("v_1")]
    public void Not_host_names(string name) => Assert.NotNull(NameRules.Host("name", name));

    [Theory]
    [InlineData("laptop of Ada", true)]
    [InlineData("   ", false)]
    [InlineData("two\nlines", false)]
    [InlineData("", false)]
    public void Purposes(string name, bool right) => Assert.Equal(right, NameRules.Purpose("name", name) is null);

    [Fact]
    public void No_text_throws_and_every_suggestion_is_right() => Gen.OneOf(Gen.String, Gen.String[Gen.Char[' ', '~'], 0, 70]).Sample(text =>
    {
        NameRules.Purpose("name", text);
        NameRules.Tenant("name", text);
        Follow(NameRules.Host("name", text)?.WayOut, name => NameRules.Host("name", name) is null);
        Follow(NameRules.Network("name", text)?.WayOut, name => NameRules.Network("name", name) is null);
    }, iter: 20_000);

    [Fact]
    public void Quoted_text_is_bounded_and_plain()
    {
        Assert.Equal("'a?b'", Quoted.Text("a\u001bb"));
        Assert.Equal(64 + 3, Quoted.Text(new string('x', 5000)).Length);
    }

    private static void Follow(string? wayOut, Func<string, bool> isRight)
    {
        if (wayOut?.StartsWith("Use '", StringComparison.Ordinal) == true) Assert.True(isRight(wayOut[5..^2]), wayOut);
    }
}
