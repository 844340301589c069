using System.Net;
using CloudNet.Domain.Addressing;
using CsCheck;

namespace CloudNet.Domain.Tests.Addressing;

public sealed class RangeArithmeticTests
{
    private static readonly Gen<IPNetwork> AnyRange =
        from number in Gen.UInt
        from length in Gen.Int[0, 32]
        select Range(number, length);

    [Theory]
    [InlineData("10.100.0.0/16", 24, 0, "10.100.0.0/24")]
    [InlineData("10.100.0.0/16", 24, 255, "10.100.255.0/24")]
    [InlineData("172.16.0.0/12", 30, 262143, "172.31.255.252/30")]
    [InlineData("0.0.0.0/0", 32, 4294967295, "255.255.255.255/32")]
    [InlineData("0.0.0.0/0", 0, 0, "0.0.0.0/0")]
    [InlineData("fd00::/48", 64, 65535, "fd00:0:0:ffff::/64")]
    [InlineData("::/0", 128, 1, "::1/128")]
    public void Subnet_by_its_index(string range, int length, uint index, string subnet)
    {
        Assert.Equal(IPNetwork.Parse(subnet), IPNetwork.Parse(range).Subnet(length, index));
        Assert.Equal(index, IPNetwork.Parse(range).IndexOf(IPNetwork.Parse(subnet)));
    }

    [Theory]
    [InlineData("10.100.1.0/24", "10.100.1.1", "10.100.1.254", "10.100.1.255")]
    [InlineData("10.100.1.4/30", "10.100.1.5", "10.100.1.6", "10.100.1.7")]
    [InlineData("10.100.1.4/31", "10.100.1.4", "10.100.1.5", "10.100.1.5")]
    [InlineData("10.100.1.4/32", "10.100.1.4", "10.100.1.4", "10.100.1.4")]
    [InlineData("0.0.0.0/0", "0.0.0.1", "255.255.255.254", "255.255.255.255")]
    [InlineData("fd00::/64", "fd00::1", "fd00::ffff:ffff:ffff:fffe", "fd00::ffff:ffff:ffff:ffff")]
    public void Usable_addresses(string range, string first, string last, string lastOfAll)
    {
        var network = IPNetwork.Parse(range);
        Assert.Equal(IPAddress.Parse(first), network.FirstUsable);
        Assert.Equal(IPAddress.Parse(last), network.LastUsable);
        Assert.Equal(IPAddress.Parse(lastOfAll), network.Last);
    }

    [Fact]
    public void Overlap_is_a_shared_address() => Gen.Select(AnyRange, AnyRange).Sample((one, other) =>
    {
        var shared = Number(one.First) <= Number(other.Last) && Number(other.First) <= Number(one.Last);
        Assert.Equal(shared, one.Overlaps(other));
        Assert.Equal(shared, other.Overlaps(one));
    });

    [Fact]
    public void Containing_is_having_both_ends() => Gen.Select(AnyRange, AnyRange).Sample((one, other) =>
        Assert.Equal(Number(one.First) <= Number(other.First) && Number(other.Last) <= Number(one.Last), one.Contains(other)));

    [Fact]
    public void Families_have_nothing_in_common()
    {
        Assert.False(IPNetwork.Parse("::/0").Overlaps(IPNetwork.Parse("10.0.0.0/8")));
        Assert.False(IPNetwork.Parse("0.0.0.0/0").Overlaps(IPNetwork.Parse("fd00::/8")));
    }

    [Fact]
    public void Index_undoes_subnet() => (
        from range in AnyRange
        from length in Gen.Int[range.PrefixLength, 32]
        from index in Gen.UInt[0, (uint)(range.SubnetCount(length) - 1)]
        select (range, length, index)).Sample((range, length, index) =>
        {
            var subnet = range.Subnet(length, index);
            Assert.True(range.Contains(subnet));
            Assert.Equal(index, range.IndexOf(subnet));
        });

    [Fact]
    public void What_is_not_there_is_not_given()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IPNetwork.Parse("10.0.0.0/24").Subnet(26, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => IPNetwork.Parse("10.0.0.0/24").SubnetCount(23));
        Assert.Throws<ArgumentException>(() => IPNetwork.Parse("10.0.0.0/24").IndexOf(IPNetwork.Parse("10.0.1.0/26")));
    }

    private static IPNetwork Range(uint number, int length) =>
        new(AddressNumber.ToAddress(length == 0 ? 0 : number >> (32 - length) << (32 - length), System.Net.Sockets.AddressFamily.InterNetwork), length);

    private static UInt128 Number(IPAddress address) => AddressNumber.Of(address);
}
