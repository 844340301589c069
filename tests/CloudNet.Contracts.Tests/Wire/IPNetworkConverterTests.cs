using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Wire;
using Xunit;

namespace CloudNet.Contracts.Tests.Wire;

public sealed class IPNetworkConverterTests
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new IPNetworkConverter() } };

    [Theory]
    [InlineData("10.100.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.1.2.3/32")]
    [InlineData("fd00:1::/48")]
    public void ARangeComesBackAsItWas(string text) =>
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(JsonSerializer.Deserialize<IPNetwork>($"\"{text}\"", Json), Json));

    [Theory]
    [InlineData("\"10.100.0.1/16\"")]
    [InlineData("\"fd00:1::1/48\"")]
    [InlineData("\"10.100.0.0\"")]
    [InlineData("\"10.100.0.0/33\"")]
    [InlineData("16")]
    public void WhatIsNoRangeIsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IPNetwork>(json, Json));
}
