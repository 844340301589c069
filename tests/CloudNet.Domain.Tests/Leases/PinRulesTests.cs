using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tests.Leases;

public sealed class PinRulesTests
{
    private static readonly LeasedNetwork Both = new("both",
        [LeasedRange.WithDefaultBounds(IPNetwork.Parse("10.100.0.0/16"), 24), LeasedRange.WithDefaultBounds(IPNetwork.Parse("fd00:100::/48"), 64)]);

    private static readonly PinState Web = new("web", IPAddress.Parse("10.100.7.20"));

    [Theory]
    [InlineData("db", "10.100.7.2", "10.100.7.0/24")]
    [InlineData("db", "10.100.7.254", "10.100.7.0/24")]
    [InlineData("DB_1.old-2", "10.100.0.9", "10.100.0.0/24")]
    [InlineData("db", "fd00:100:0:7::2", "fd00:100:0:7::/64")]
    [InlineData("db", "fd00:100:0:7:ffff:ffff:ffff:ffff", "fd00:100:0:7::/64")]
    [InlineData("web", "10.100.7.20", "10.100.7.0/24")] // once more
    [InlineData("web", "fd00:100::9", "fd00:100::/64")] // of the other family
    public void In_order(string workload, string address, string subnet)
    {
        Assert.Null(Refused(workload, address, null, out var pin));
        Assert.Equal(new NewPin(workload, IPAddress.Parse(address), IPNetwork.Parse(subnet)), pin);
    }

    [Theory]
    [InlineData(null, "10.100.7.9", "workload", RefusalKind.Invalid, "Give that of the workload")]
    [InlineData("-db", "10.100.7.9", "workload", RefusalKind.Invalid, "attached under")]
    [InlineData("a b", "10.100.7.9", "workload", RefusalKind.Invalid, "attached under")]
    [InlineData("db", null, "address", RefusalKind.Invalid, "Give one")]
    [InlineData("db", "10.101.7.9", "address", RefusalKind.Invalid, "Use an address of it")]
    [InlineData("db", "10.100.7.0", "address", RefusalKind.Invalid, "10.100.7.2")]
    [InlineData("db", "10.100.7.1", "address", RefusalKind.Invalid, "10.100.7.2")]
    [InlineData("db", "10.100.7.255", "address", RefusalKind.Invalid, "10.100.7.2")]
    [InlineData("db", "fd00:100:0:7::1", "address", RefusalKind.Invalid, "fd00:100:0:7::2")]
    [InlineData("db", "10.100.7.20", "address", RefusalKind.Conflict, "Remove that pin first")]
    [InlineData("web", "10.100.7.21", "workload", RefusalKind.Conflict, "Remove that pin first")]
    public void Refused_with_the_way_out(string? workload, string? address, string field, RefusalKind kind, string wayOut)
    {
        var refusal = Refused(workload, address, null, out _);
        Assert.Equal(kind, refusal?.Kind);
        var problem = Assert.Single(refusal!.Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(wayOut, problem.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(["workload", "address"], Refused("", "x", null, out _)!.Problems.Select(problem => problem.Field));

    [Fact]
    public void Who_has_the_address_is_named()
    {
        Assert.Equal("Workload api has 10.100.7.9.", Refused("db", "10.100.7.9", "api", out _)!.Problems[0].Rule);
        Assert.Null(Refused("db", "10.100.7.9", "db", out _));
        Assert.Equal("10.100.7.20 is pinned to workload web.", Refused("db", "10.100.7.20", "web", out _)!.Problems[0].Rule);
    }

    private static Refusal? Refused(string? workload, string? address, string? usedBy, out NewPin? pin) =>
        PinRules.Parse(new PinAddress(workload, address), Both).IsRefused(out var refusal, out pin) ? refusal
            : PinRules.Conflict(pin, [Web], usedBy);
}
