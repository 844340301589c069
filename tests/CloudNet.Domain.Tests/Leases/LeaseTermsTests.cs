using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Tests.Leases;

public sealed class LeaseTermsTests
{
    private static readonly DateTimeOffset Heard = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_to_live_and_a_day_of_grace()
    {
        var terms = LeaseTerms.Default;
        Assert.Equal((Heard.AddDays(1), Heard.AddDays(2)), (terms.ExpiresAt(Heard), terms.ReclaimAt(Heard)));
        Assert.Equal((Heard, Heard), (terms.ExpiredBefore(terms.ExpiresAt(Heard)), terms.ReclaimedBefore(terms.ReclaimAt(Heard))));
        Assert.Null(terms.Problem);
    }

    [Theory]
    [InlineData(0.5, 0, 0, "Leases__Ttl")]
    [InlineData(-1, 0, 0, "Leases__Ttl")]
    [InlineData(1, -1, 0, "Leases__Grace")]
    [InlineData(1, 0, -1, "Leases__Margin")]
    [InlineData(1, 0, 0, null)]
    public void Terms_that_make_no_sense_are_named(double ttl, double grace, double margin, string? setting)
    {
        var problem = new LeaseTerms(TimeSpan.FromMinutes(ttl), TimeSpan.FromMinutes(grace), TimeSpan.FromMinutes(margin)).Problem;
        Assert.Equal(setting, problem?.Split(' ')[0]);
    }
}
