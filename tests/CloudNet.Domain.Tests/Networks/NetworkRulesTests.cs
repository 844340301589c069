using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Networks;

public sealed class NetworkRulesTests
{
    private static readonly OtherNetwork[] None = [];

    [Fact]
    public void Flannels_example_with_nothing_but_name_and_range()
    {
        var network = Accepted(new("blue", "10.100.0.0/16"));

        Assert.Equal(new NewNetwork(
            "blue", IPNetwork.Parse("10.100.0.0/16"), 24, IPAddress.Parse("10.100.1.0"), IPAddress.Parse("10.100.255.0"),
            NetworkDriver.Vxlan, Nat: true, Mtu: null), network);
    }

    [Fact]
    public void Everything_given_is_taken_as_given()
    {
        var network = Accepted(new("classic", "172.17.0.0/16", SubnetLength: 26, Driver: "routed", Nat: false, Mtu: 1400, SubnetMin: "172.17.0.0", SubnetMax: "172.17.1.64"));

        Assert.Equal(new NewNetwork(
            "classic", IPNetwork.Parse("172.17.0.0/16"), 26, IPAddress.Parse("172.17.0.0"), IPAddress.Parse("172.17.1.64"),
            NetworkDriver.Routed, Nat: false, Mtu: 1400), network);
    }

    [Theory]
    [InlineData("10.0.0.0/8", 24)]
    [InlineData("10.0.0.0/22", 24)]
    [InlineData("10.0.0.0/23", 25)]
    [InlineData("10.0.0.0/24", 26)]
    [InlineData("10.0.0.0/28", 30)]
    public void Subnet_length_by_default_is_flannels(string range, int length) => Assert.Equal(length, Accepted(new("blue", range)).SubnetLength);

    [Theory]
    [InlineData("range", "10.100.0.7/16", null, null, null, "Use 10.100.0.0/16.")]
    [InlineData("range", "10.100.0.0", null, null, null, "10.100.0.0/length")]
    [InlineData("range", null, null, null, null, "10.100.0.0/16")]
    [InlineData("range", "10.0.0.0/29", null, null, null, "/28 or wider")]
    [InlineData("range", "127.0.0.0/16", null, null, null, "private range")]
    [InlineData("range", "169.254.0.0/16", null, null, null, "private range")]
    [InlineData("range", "224.1.0.0/16", null, null, null, "private range")]
    [InlineData("range", "0.0.0.0/8", null, null, null, "private range")]
    [InlineData("range", "0.0.0.0/0", null, null, null, "private range")]
    [InlineData("subnetLength", "10.100.0.0/16", 31, null, null, "30 or less")]
    [InlineData("subnetLength", "10.100.0.0/16", 17, null, null, "Use 18 to 30")]
    [InlineData("subnetLength", "10.100.0.0/16", 8, null, null, "Use 18 to 30")]
    [InlineData("subnetLength", "10.100.0.0/16", -1, null, null, "30 or less")]
    [InlineData("driver", "10.100.0.0/16", null, "ipip", null, "vxlan, routed")]
    [InlineData("driver", "10.100.0.0/16", null, "", null, "vxlan, routed")]
    [InlineData("driver", "10.100.0.0/16", null, "VXLAN", null, "vxlan, routed")]
    [InlineData("mtu", "10.100.0.0/16", null, null, 575, "leave it out")]
    [InlineData("mtu", "10.100.0.0/16", null, null, 9001, "leave it out")]
    public void One_wrong_field_is_named_with_the_way_out(string field, string? range, int? length, string? driver, int? mtu, string wayOut)
    {
        var refusal = Refused(new("blue", range, length, driver, Mtu: mtu));

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        var problem = Assert.Single(refusal.Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(wayOut, problem.WayOut);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var refusal = Refused(new("Blue!", "10.100.0.7/16", 31, "ipip", Mtu: 1));

        Assert.Equal(["name", "range", "subnetLength", "driver", "mtu"], refusal.Problems.Select(problem => problem.Field));
        Assert.All(refusal.Problems, problem => Assert.Contains(problem.Rule, refusal.Detail));
    }

    [Theory]
    [InlineData("10.100.0.0/16")]
    [InlineData("10.100.128.0/17")]
    [InlineData("10.0.0.0/8")]
    public void Overlap_names_the_other_network(string range)
    {
        var refusal = Refused(new("red", range), new OtherNetwork("blue", IPNetwork.Parse("10.100.0.0/16")), new("far", IPNetwork.Parse("192.168.0.0/16")));

        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("network 'blue' (10.100.0.0/16).", Assert.Single(refusal.Problems).Rule);
    }

    [Fact]
    public void Taken_name_and_overlap_come_together_with_what_is_invalid()
    {
        var refusal = Refused(new("blue", "10.100.0.0/16", Driver: "gre"), new OtherNetwork("blue", IPNetwork.Parse("10.100.0.0/16")));

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(["driver", "name", "range"], refusal.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Neighbouring_ranges_do_not_overlap() =>
        Accepted(new("red", "10.101.0.0/16"), new OtherNetwork("blue", IPNetwork.Parse("10.100.0.0/16")));

    [Fact]
    public void No_request_throws_and_what_is_accepted_keeps_the_bounds() => (
        from name in Gen.OneOf(Gen.Const("blue"), Gen.String)
        from range in Gen.OneOf(Gen.Select(Gen.UInt, Gen.Int[0, 33], Text), Gen.String)
        from length in Gen.Int[-2, 34].Nullable()
        from driver in Gen.OneOf(Gen.Const("vxlan"), Gen.Const("routed"), Gen.String)
        from mtu in Gen.Int[0, 10_000].Nullable()
        select new CreateNetwork(name, range, length, driver, null, mtu)).Sample(request =>
        {
            if (NetworkRules.Parse(request, None).IsRefused(out var refusal, out var network)) Assert.NotEmpty(refusal.Problems);
            else
            {
                Assert.InRange(network.SubnetLength, network.Range.PrefixLength + 2, NetworkRules.LongestSubnet);
                Assert.True(network.Range.SubnetCount(network.SubnetLength) >= 4);
                Assert.Null(SpecialRanges.Within(network.Range));
            }
        }, iter: 20_000);

    // Mostly without host bits, so that many are accepted.
    private static string Text(uint number, int length)
    {
        var start = length is 0 or 33 ? number : number >> (32 - length) << (32 - length);
        return $"{AddressNumber.ToAddress(start, System.Net.Sockets.AddressFamily.InterNetwork)}/{length}";
    }

    private static NewNetwork Accepted(CreateNetwork request, params OtherNetwork[] others)
    {
        Assert.False(NetworkRules.Parse(request, others).IsRefused(out var refusal, out var network), refusal?.Detail);
        return network;
    }

    private static Refusal Refused(CreateNetwork request, params OtherNetwork[] others)
    {
        Assert.True(NetworkRules.Parse(request, others).IsRefused(out var refusal, out _));
        return refusal;
    }
}
