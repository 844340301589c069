using System.Text.Json;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

/// <summary>A secret that goes over the link and is shown nowhere.</summary>
public sealed class PresharedKeyTests
{
    private const string Text = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static readonly PresharedKey Key = PresharedKey.Of([.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public void It_is_in_no_text_of_what_has_it()
    {
        var settings = new NetworkSettings("blue", [], Contracts.Networks.NetworkDriver.Wireguard, false, null, 5, PresharedKey: Key)
        {
            Next = new(new(Contracts.Networks.NetworkDriver.Wireguard, 6, Preshared: true), null, Key),
        };
        Assert.DoesNotContain("AQEB", $"{Key} {settings}", StringComparison.Ordinal);
        Assert.DoesNotContain("AQEB", Key.Mark, StringComparison.Ordinal);
    }

    [Fact]
    public void It_goes_over_the_link_as_base64()
    {
        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(Key, ContractsJson.Default.Options));
        Assert.Equal(Key, JsonSerializer.Deserialize<PresharedKey>($"\"{Text}\"", ContractsJson.Default.Options));
    }

    [Theory]
    [InlineData("\"secret\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void What_is_none_is_not_repeated(string json)
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PresharedKey>(json, ContractsJson.Default.Options));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }
}
