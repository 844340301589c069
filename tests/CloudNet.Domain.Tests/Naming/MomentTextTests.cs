using CloudNet.Domain.Naming;
using CsCheck;

namespace CloudNet.Domain.Tests.Naming;

public sealed class MomentTextTests
{
    [Theory]
    [InlineData("2026-11-24T14:00:00Z", "2026-11-24T14:00:00Z")]
    [InlineData("2026-11-24T14:00Z", "2026-11-24T14:00:00Z")]
    [InlineData("2026-11-24T15:00:00.5+01:00", "2026-11-24T14:00:00.5Z")]
    [InlineData("2026-11-24T15:00:00 01:00", "2026-11-24T14:00:00Z")] // a plus sign, as a query brings it
    [InlineData(null, null)]
    public void Read(string? text, string? expected)
    {
        Assert.Null(MomentText.Read("at", text, out var moment));
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T14:00:00")] // whose clock?
    [InlineData("2026-13-24T14:00:00Z")]
    [InlineData("24/11/2026 14:00Z")]
    public void Refused(string text) => Assert.Contains("2026-11-24T14:00:00Z", MomentText.Read("at", text, out _)!.WayOut);

    [Fact]
    public void No_text_throws() => Gen.String.Sample(text => { MomentText.Read("at", text, out _); });
}
