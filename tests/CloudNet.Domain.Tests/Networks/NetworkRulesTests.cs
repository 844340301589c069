using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Networks;

public sealed partial class NetworkRulesTests
{
    private static readonly OtherNetwork[] None = [];

    [Fact]
    public void Flannels_example_with_nothing_but_name_and_range()
    {
        var network = Accepted(new("blue", "10.100.0.0/16"));

        Assert.Equal(Leased("10.100.0.0/16", 24, "10.100.1.0", "10.100.255.0"), Assert.Single(network.Ranges));
        Assert.Equal(("blue", NetworkDriver.Vxlan, true, null), (network.Name, network.Plane.Driver, network.Nat, network.Plane.Mtu));
    }

    [Fact]
    public void Everything_given_is_taken_as_given()
    {
        var network = Accepted(new("classic", "172.17.0.0/16", SubnetLength: 26, Driver: "routed", Nat: false, Mtu: 1400, SubnetMin: "172.17.0.0", SubnetMax: "172.17.1.64"));

        Assert.Equal(Leased("172.17.0.0/16", 26, "172.17.0.0", "172.17.1.64"), Assert.Single(network.Ranges));
        Assert.Equal(("classic", NetworkDriver.Routed, false, 1400), (network.Name, network.Plane.Driver, network.Nat, network.Plane.Mtu));
    }

    [Theory]
    [InlineData("10.0.0.0/8", 24)]
    [InlineData("10.0.0.0/22", 24)]
    [InlineData("10.0.0.0/23", 25)]
    [InlineData("10.0.0.0/24", 26)]
    [InlineData("10.0.0.0/28", 30)]
    [InlineData("fd00::/16", 64)]
    [InlineData("fd00::/62", 64)]
    [InlineData("fd00::/64", 66)]
    [InlineData("fd00::/124", 126)]
    public void Subnet_length_by_default_is_flannels(string range, int length) => Assert.Equal(length, Accepted(new("blue", range)).Ranges[0].SubnetLength);

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
    [InlineData("range", "fd00::/125", null, null, null, "/124 or wider")]
    [InlineData("range", "fe80::/32", null, null, null, "private range")]
    [InlineData("range", "ff05::/32", null, null, null, "private range")]
    [InlineData("range", "::/16", null, null, null, "private range")]
    [InlineData("range", "::ffff:10.0.0.0/104", null, null, null, "10.100.0.0/16")]
    [InlineData("subnetLength", "fd00::/48", 127, null, null, "126 or less")]
    [InlineData("subnetLength", "fd00::/48", 49, null, null, "Use 50 to 126")]
    [InlineData("subnetLength", "fd00::/16", 81, null, null, "Use 80 or less")]
    [InlineData("mtu", "fd00::/48", null, null, 1279, "Use 1280 to 9000")]
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
        var refusal = Refused(new("blue", "10.100.0.0/16", Driver: "ipip"), new OtherNetwork("blue", IPNetwork.Parse("10.100.0.0/16")));

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(["driver", "name", "range"], refusal.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Neighbouring_ranges_do_not_overlap() =>
        Accepted(new("red", "10.101.0.0/16"), new OtherNetwork("blue", IPNetwork.Parse("10.100.0.0/16")));

    private static LeasedRange Leased(string range, int length, string min, string max) =>
        new(IPNetwork.Parse(range), length, IPAddress.Parse(min), IPAddress.Parse(max));

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
