using CloudNet.Domain.Access;

namespace CloudNet.Domain.Tests.Access;

public sealed class SecondFactorRulesTests
{
    [Theory]
    [InlineData("492039", true)]
    [InlineData(" 492 039 ", true)]
    [InlineData("49203", false)]
    [InlineData("4920391", false)]
    [InlineData("+49203", false)]
    [InlineData("٤٩٢٠٣٩", false)]
    [InlineData("k7xm-2pqd-9wat-hc4n", false)]
    public void A_code_of_the_app_is_six_digits_however_they_are_spaced(string typed, bool isOfApp) =>
        Assert.Equal(isOfApp, SecondFactorRules.IsOfApp(SecondFactorRules.Plain(typed)));

    [Theory]
    [InlineData("k7xm-2pqd-9wat-hc4n")]
    [InlineData("K7XM 2PQD 9WAT HC4N")]
    [InlineData("k7xm2pqd9wathc4n")]
    public void A_recovery_code_is_the_same_however_it_is_written(string typed) => Assert.Equal("k7xm2pqd9wathc4n", SecondFactorRules.Plain(typed));

    [Fact]
    public void A_name_stays_one_part_of_the_address() => Assert.Equal(
        "otpauth://totp/CloudNet:a%3Fb%2Fc%40example.net?secret=ABC&issuer=CloudNet&digits=6&period=30",
        SecondFactorRules.Uri("a?b/c@example.net", "ABC"));
}
