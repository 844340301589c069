using System.Globalization;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

public sealed class MacAddressTests
{
    [Fact]
    public void Text_ComesBackTheSame() => Gen.ULong[0, 0xffff_ffff_ffff].Sample(value =>
    {
        var mac = new MacAddress(value);
        Assert.Equal(mac, MacAddress.Parse(mac.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal(mac, MacAddress.Parse(mac.ToString().ToUpperInvariant(), CultureInfo.InvariantCulture));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0a:00:00:00:00")]
    [InlineData("0a:00:00:00:00:0")]
    [InlineData("0a:00:00:00:00:001")]
    [InlineData("0a-00-00-00-00-01")]
    [InlineData("0a:00:00:00:00:0g")]
    [InlineData("0a:00:00: 0:00:01")]
    [InlineData("+a:00:00:00:00:01")]
    public void WhatIsNoAddress_IsRefused(string? text) => Assert.False(MacAddress.TryParse(text, null, out _));

    [Fact]
    public void Octets_AreInTheOrderOfTheWire() => Assert.Equal("0a:01:02:03:04:05", new MacAddress(0x0a0102030405).ToString());

    [Fact]
    public void Local_IsUnicastAndLocallyAdministered_AndTheSameForTheSameSeed() => Gen.Byte.Array[5, 16].Sample(seed =>
    {
        var mac = MacAddress.Local(seed);
        Assert.Equal(0b10UL, mac.Value >> 40 & 0b11);
        Assert.Equal(mac, MacAddress.Local(seed));
        Assert.InRange(mac.Value, 0UL, 0xffff_ffff_ffffUL);
    });
}
