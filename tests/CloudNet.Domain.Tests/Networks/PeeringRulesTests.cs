using System.Net;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using Xunit;

namespace CloudNet.Domain.Tests.Networks;

/// <summary>Which networks may be peered.</summary>
public sealed class PeeringRulesTests
{
    [Theory]
    [InlineData("10.100.0.0/16", "10.101.0.0/16", null)]
    [InlineData("fd00:1::/48", "fd00:2::/48", null)]
    [InlineData("10.100.0.0/16", "fd00:2::/48", "Network 'blue' has IPv4 alone, and 'red' IPv6.")]
    public void They_have_a_family_in_common(string one, string other, string? problem) =>
        Assert.Equal(problem, PeeringRules.WhyNot(Of("blue", one), Of("red", other))?.Problems[0].Rule);

    [Fact]
    public void A_network_is_not_peered_with_itself() =>
        Assert.Equal("peerNetwork", PeeringRules.WhyNot(Of("blue", "10.100.0.0/16"), Of("blue", "10.100.0.0/16"))!.Problems[0].Field);

    [Theory]
    [InlineData(PeeringRules.Most - 1, false)]
    [InlineData(PeeringRules.Most, true)]
    public void There_are_only_so_many(int peerings, bool isFull) => Assert.Equal(isFull, PeeringRules.Full("blue", peerings) is not null);

    private static LeasedNetwork Of(string name, string range) => LeasedNetwork.WithDefaultBounds(name, IPNetwork.Parse(range), range.Contains(':') ? 64 : 24);
}
