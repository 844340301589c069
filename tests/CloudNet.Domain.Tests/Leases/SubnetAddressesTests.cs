using System.Net;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CsCheck;

namespace CloudNet.Domain.Tests.Leases;

public sealed class SubnetAddressesTests
{
    [Theory]
    [InlineData("10.100.7.0/24", "10.100.7.2", 253)]
    [InlineData("10.100.7.4/30", "10.100.7.6", 1)]
    [InlineData("fd00:7::/126", "fd00:7::2", 2)]
    public void The_first_two_and_of_IPv4_the_last_are_no_workloads(string subnet, string first, int count)
    {
        var addresses = new SubnetAddresses(IPNetwork.Parse(subnet));
        Assert.Equal((IPAddress.Parse(first), (UInt128)count), (addresses.First, addresses.Count));
        var all = Everything(addresses.Subnet).ToList();
        Assert.Equal(count, all.Count(addresses.Contains));
        Assert.False(addresses.Contains(IPAddress.Parse("10.100.8.2")) || addresses.Contains(IPAddress.Parse("fd00:8::2")));
    }

    [Fact]
    public void The_lowest_is_found_below_gaps_and_there_is_none_where_all_are_taken() =>
        Gen.Select(Gen.Int[24, 30], Gen.Bool, Gen.Int[0, 255].Array[0, 300]).Sample((length, six, places) =>
        {
            var subnet = six ? IPNetwork.Parse($"fd00:7::/{length + 96}") : IPNetwork.Parse($"10.100.7.0/{length}");
            var addresses = new SubnetAddresses(subnet);
            List<IPAddress> taken = [.. places.Select(place => At(subnet, place))];
            Assert.Equal(Everything(subnet).Where(addresses.Contains).Except(taken).FirstOrDefault(), addresses.Lowest(taken));
        }, iter: 10_000);

    [Theory]
    [InlineData("10.100.7.0/24", 3, "250")]
    [InlineData("fd00:7::/64", 2, "18446744073709551612")]
    [InlineData("fd00::/36", 0, "4951760157141521099596496894")]
    [InlineData("fd00::/16", 2, "10000000000000000000000000000")]
    public void What_is_left_is_counted_as_far_as_a_number_goes(string subnet, int taken, string left) =>
        Assert.Equal(left, new SubnetAddresses(IPNetwork.Parse(subnet)).Left(taken).ToString("0", System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<IPAddress> Everything(IPNetwork subnet) =>
        Enumerable.Range(0, 1 << (AddressNumber.Bits(subnet.BaseAddress.AddressFamily) - subnet.PrefixLength)).Select(place => At(subnet, place));

    private static IPAddress At(IPNetwork subnet, int place) =>
        AddressNumber.ToAddress(AddressNumber.Of(subnet.BaseAddress) + (UInt128)place, subnet.BaseAddress.AddressFamily);
}
