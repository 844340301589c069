using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Networks;
using CsCheck;

namespace CloudNet.Domain.Tests.Networks;

public sealed partial class NetworkRulesTests
{
    [Fact]
    public void Null_is_no_range() =>
        Assert.Equal("moreRanges[0].range", Assert.Single(Refused(new("blue", "10.100.0.0/16", MoreRanges: [null!])).Problems).Field);

    [Fact]
    public void Dual_stack_is_a_range_of_each_family_and_IPv4_comes_first()
    {
        var network = Accepted(new("both", "fd00:100::/48", MoreRanges: [new("10.101.0.0/16", 25), new("10.100.0.0/16"), new("fd00:101::/60")]));

        Assert.Equal(
            [
                Leased("10.100.0.0/16", 25, "10.100.0.128", "10.100.255.128"), Leased("10.101.0.0/16", 25, "10.101.0.128", "10.101.255.128"),
                Leased("fd00:100::/48", 64, "fd00:100:0:1::", "fd00:100:0:ffff::"), Leased("fd00:101::/60", 64, "fd00:101:0:1::", "fd00:101:0:f::"),
            ],
            network.Ranges);
    }

    [Theory]
    [InlineData("10.0.0.0/16", 25, "moreRanges[0].subnetLength", "Use 24, or leave it out.")]
    [InlineData("10.100.128.0/17", null, "moreRanges[0].range", "do not touch each other")]
    [InlineData("10.0.0.1/16", null, "moreRanges[0].range", "Use 10.0.0.0/16.")]
    public void A_further_range_is_held_to_the_first(string range, int? length, string field, string wayOut)
    {
        var problem = Assert.Single(Refused(new("blue", "10.100.0.0/16", MoreRanges: [new(range, length)])).Problems);

        Assert.Equal(field, problem.Field);
        Assert.Contains(wayOut, problem.WayOut);
    }

    [Fact]
    public void Nine_ranges_are_too_many()
    {
        var more = Enumerable.Range(1, 8).Select(number => new AddRange($"10.{number}.0.0/16")).ToArray();
        Assert.Equal(8, Accepted(new("blue", "10.0.0.0/16", MoreRanges: more[1..])).Ranges.Count);
        Assert.Contains("at most 8 ranges; 9", Assert.Single(Refused(new("blue", "10.0.0.0/16", MoreRanges: more)).Problems).Rule);
    }

    [Fact]
    public void No_request_throws_and_what_is_accepted_keeps_the_bounds() => (
        from name in Gen.OneOf(Gen.Const("blue"), Gen.String)
        from range in Range
        from length in Gen.Int[-2, 130].Nullable()
        from driver in Gen.OneOf(Gen.Const("vxlan"), Gen.Const("routed"), Gen.String)
        from mtu in Gen.Int[0, 10_000].Nullable()
        from more in Gen.Select(Range, Gen.Int[-2, 130].Nullable(), (text, subnet) => new AddRange(text, subnet)).Array[0, 3]
        select new CreateNetwork(name, range, length, driver, null, mtu, MoreRanges: more)).Sample(request =>
        {
            if (NetworkRules.Parse(request, None).IsRefused(out var refusal, out var network)) Assert.NotEmpty(refusal.Problems);
            else Assert.All(network.Ranges, range =>
            {
                Assert.InRange(range.SubnetLength, range.Range.PrefixLength + 2, RangeRules.LongestSubnet(range.Family));
                Assert.True(range.Total >= 4);
                Assert.Null(SpecialRanges.Within(range.Range));
                Assert.Same(range, Assert.Single(network.Ranges, other => other.Range.Overlaps(range.Range)));
            });
        }, iter: 20_000);

    // Mostly without host bits, so that many are accepted.
    private static readonly Gen<string> Range = Gen.OneOf(
        Gen.Select(Gen.UInt, Gen.Int[0, 33], (number, length) => Text(number, AddressFamily.InterNetwork, length)),
        Gen.Select(Gen.ULong, Gen.Int[0, 129], (number, length) => Text((UInt128)number << 64, AddressFamily.InterNetworkV6, length)), Gen.String);

    private static string Text(UInt128 number, AddressFamily family, int length)
    {
        var hostBits = AddressNumber.Bits(family) - length;
        var start = hostBits is < 0 or 128 or 32 ? number : number >> hostBits << hostBits;
        return $"{AddressNumber.ToAddress(start, family)}/{length}";
    }
}
