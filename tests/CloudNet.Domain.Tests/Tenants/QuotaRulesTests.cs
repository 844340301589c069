using CloudNet.Domain.Tenants;

namespace CloudNet.Domain.Tests.Tenants;

public sealed class QuotaRulesTests
{
    [Theory]
    [InlineData(0, 1, null, null)]
    [InlineData(1, 1, null, 1)]
    [InlineData(5, 1, 1, 1)]
    [InlineData(0, 1, 1, null)]
    [InlineData(0, 0, null, 0)]
    [InlineData(499, 500, null, null)]
    [InlineData(500, 500, null, 500)]
    [InlineData(499, 500, 500, 500)] // one that went is no news yet
    [InlineData(490, 500, 500, 500)]
    [InlineData(489, 500, 500, null)]
    [InlineData(499, 500, 400, null)] // the limit was raised
    [InlineData(499, 400, 500, 400)] // and lowered
    public void Hosts_are_told_when_the_limit_is_reached_and_at_a_fiftieth_below(int used, int limit, int? told, int? now) =>
        Assert.Equal(now, QuotaRules.WorkloadsFull(used, limit, told));
}
