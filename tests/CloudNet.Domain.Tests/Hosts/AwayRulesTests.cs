using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Hosts;

namespace CloudNet.Domain.Tests.Hosts;

public sealed class AwayRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddHours(1);
    private static readonly AwayTerms Terms = new(TimeSpan.FromSeconds(60));

    // Seconds since each was heard of; "a": away already; "-": never heard of.
    [Theory]
    [InlineData("61 5", "0")]
    [InlineData("60 5", "0")]
    [InlineData("59 5", "")]
    [InlineData("a 5", "")]
    [InlineData("- 5", "")]
    [InlineData("61", "0")]
    [InlineData("61 62", "0 1")]
    [InlineData("61 62 5", "0 1")]
    [InlineData("61 62 63 1 2 3", "0 1 2")]
    [InlineData("61 62 63 1 2", "")] // most of them, and together: rather the controller's own trouble
    [InlineData("61 62 63 a a a a 1 2 3", "0 1 2")]
    [InlineData("61 62 301 1 2", "2")] // but not for ever
    [InlineData("301 302 303 304", "0 1 2 3")]
    public void A_host_is_away_after_its_grace(string heard, string gone) => Assert.Equal(gone, Gone(heard, Now.AddHours(-1)));

    [Fact]
    public void What_was_before_the_controller_heard_hosts_tells_nothing()
    {
        Assert.Equal("", Gone("3000 5", Now.AddSeconds(-59)));
        Assert.Equal("0", Gone("3000 5", Now.AddSeconds(-60)));
    }

    [Theory]
    [InlineData(44, false)]
    [InlineData(45, true)]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    public void A_grace_is_no_shorter_than_a_silence_that_means_something(int seconds, bool fits) =>
        Assert.Equal(fits, new AwayTerms(TimeSpan.FromSeconds(seconds)).Problem is null);

    private static string Gone(string heard, DateTimeOffset from)
    {
        HeardHost[] hosts = [.. heard.Split(' ').Index().Select(one => new HeardHost(
            new(new Guid(one.Index, 0, 0, new byte[8])), one.Item switch { "-" => null, "a" => Now.AddHours(-1), _ => Now.AddSeconds(-int.Parse(one.Item)) }, one.Item == "a"))];
        return string.Join(' ', AwayRules.Gone(hosts, Now, from, Terms).Select(id => Array.FindIndex(hosts, host => host.Id == id)));
    }
}
