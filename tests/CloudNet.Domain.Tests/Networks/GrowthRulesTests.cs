using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Networks;

public sealed class GrowthRulesTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);

    [Theory]
    [InlineData("10.101.0.0/16", "10.100.0.0/16 10.100.1.0 10.100.255.0; 10.101.0.0/16 10.101.1.0 10.101.255.0")]
    [InlineData("10.100.0.0/15", "10.100.0.0/15 10.100.1.0 10.101.255.0")]
    [InlineData("10.96.0.0/12", "10.96.0.0/12 10.96.1.0 10.111.255.0")]
    [InlineData("10.100.0.0/16", "10.100.0.0/16 10.100.1.0 10.100.255.0")]
    [InlineData("fd00::/48", "10.100.0.0/16 10.100.1.0 10.100.255.0; fd00::/48 fd00:0:0:1:: fd00:0:0:ffff::")]
    public void Grows(string range, string expected) => Assert.Equal(expected, Text(Grown(Blue, new(range))));

    [Fact]
    public void Several_ranges_become_one_that_holds_them() => Assert.Equal("10.100.0.0/15 10.100.1.0 10.101.255.0",
        Text(Grown(new("blue", Grown(Blue, new("10.101.0.0/16"))), new("10.100.0.0/15"))));

    [Fact]
    public void Bounds_that_were_set_by_hand_stay()
    {
        var bounded = new LeasedNetwork("blue", [Blue.Ranges[0] with { SubnetMin = IPAddress.Parse("10.100.16.0") }]);
        Assert.Equal("10.96.0.0/12 10.100.16.0 10.111.255.0", Text(Grown(bounded, new("10.96.0.0/12"))));
        Assert.Equal("10.96.0.0/12 10.99.0.0 10.111.255.0", Text(Grown(bounded, new("10.96.0.0/12", SubnetMin: "10.99.0.0"))));
        Assert.Equal("10.100.0.0/16 10.100.0.0 10.100.255.0", Text(Grown(bounded, new("10.100.0.0/16", SubnetMin: "10.100.0.0"))));
    }

    [Theory]
    [InlineData("10.100.0.0/17", null, 24, "range", RefusalKind.Conflict, "10.100.0.0/17 is in the network's range 10.100.0.0/16 already.")]
    [InlineData("10.100.0.0/15", "10.100.9.0", 24, "subnetMin", RefusalKind.Conflict, "a network does not shrink")]
    [InlineData("10.200.0.0/16", null, 25, "subnetLength", RefusalKind.Invalid, "all of a family have one length")]
    [InlineData("10.200.0.0/14", null, 24, "range", RefusalKind.Conflict, "overlaps network 'red' (10.201.0.0/16)")]
    [InlineData("10.0.0.0/29", null, 24, "range", RefusalKind.Invalid, "too narrow")]
    [InlineData("fd00::/48", null, 64, "range", RefusalKind.Conflict, "3 hosts are in network 'blue' without IPv6")]
    public void Refused(string range, string? min, int length, string field, RefusalKind kind, string rule)
    {
        OtherNetwork[] others = [new("red", IPNetwork.Parse("10.201.0.0/16"))];
        Assert.True(GrowthRules.Grow(Blue, null, 3, new(range, length, min), others).IsRefused(out var refusal, out _));
        Assert.Equal(kind, refusal.Kind);
        var problem = Assert.Single(refusal.Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(rule, problem.Rule);
    }

    // Whatever it grows to, all that was given is given still, and what comes to it is exactly what was not given or taken.
    [Fact]
    public void What_is_added_agrees_with_a_naive_model() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 15], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 15].Array[0, 4]).Sample((isV6, start, before, wider, reserved) =>
        {
            // Sixteen subnets; the network has a quarter or more of them, and grows to a part around it.
            var (whole, length) = (IPNetwork.Parse(isV6 ? "fd00::/60" : "10.0.0.0/26"), isV6 ? 64 : 30);
            var old = Part(whole, start, Math.Min(2, before));
            var now = Part(whole, start, Math.Max(0, Math.Min(2, before) - wider));
            var network = new LeasedNetwork("any", [LeasedRange.WithDefaultBounds(old, length)]);
            var grown = Grown(network, new(now.ToString()));
            var taken = reserved.Select(number => whole.Subnet(length, (uint)number)).ToArray();

            var added = SubnetAllocation.Added(network.Ranges, grown, taken).SelectMany(range => range.Lowest(length, 16)).ToArray();
            var model = Enumerable.Range(0, 16).Select(number => whole.Subnet(length, (uint)number))
                .Where(subnet => grown[0].Given.Contains(subnet) && !network.Ranges[0].Given.Contains(subnet) && !taken.Contains(subnet));
            Assert.Equal(model, added.OrderBy(subnet => AddressNumber.Of(subnet.BaseAddress)));
            Assert.True(grown[0].Given.Contains(network.Ranges[0].Given));
        }, iter: 10_000);

    private static IPNetwork Part(IPNetwork whole, int number, int bits) =>
        RangeArithmetic.Around(whole.Subnet(whole.PrefixLength + 4, (uint)number).BaseAddress, whole.PrefixLength + bits);

    private static IReadOnlyList<LeasedRange> Grown(LeasedNetwork network, AddRange asked)
    {
        Assert.False(GrowthRules.Grow(network, null, 0, asked, []).IsRefused(out var refusal, out var ranges), refusal?.Detail);
        return ranges;
    }

    private static string Text(IEnumerable<LeasedRange> ranges) =>
        string.Join("; ", ranges.Select(range => $"{range.Range} {range.SubnetMin} {range.SubnetMax}"));
}
