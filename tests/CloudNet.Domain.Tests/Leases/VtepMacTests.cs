using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Tests.Leases;

public sealed class VtepMacTests
{
    private static readonly NetworkId Blue = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));

    [Fact]
    public void Subnet_can_be_read_in_it_and_it_is_local_and_unicast() =>
        Assert.Matches("^0a:[0-9a-f]{2}:0a:64:01:00$", VtepMac.Of(Blue, IPNetwork.Parse("10.100.1.0/24")).ToString());

    [Fact]
    public void It_follows_from_network_and_subnet_alone()
    {
        var subnet = IPNetwork.Parse("10.100.1.0/24");
        Assert.Equal(VtepMac.Of(Blue, subnet), VtepMac.Of(new NetworkId(Blue.Value), IPNetwork.Parse(subnet.ToString())));
    }

    [Fact]
    public void No_two_subnets_of_a_network_share_one()
    {
        var range = IPNetwork.Parse("10.0.0.0/8");
        var macs = Enumerable.Range(0, 65_536).Select(index => VtepMac.Of(Blue, range.Subnet(24, (uint)index)));
        Assert.Equal(65_536, macs.Distinct().Count());
    }

    [Fact]
    public void IPv6_subnets_have_one_too() => Assert.NotEqual(
        VtepMac.Of(Blue, IPNetwork.Parse("fd00:0:0:1::/64")), VtepMac.Of(Blue, IPNetwork.Parse("fd00:0:0:2::/64")));
}
