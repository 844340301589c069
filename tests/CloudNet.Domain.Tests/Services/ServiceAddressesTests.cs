using System.Net;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Services;
using CsCheck;

namespace CloudNet.Domain.Tests.Services;

public sealed class ServiceAddressesTests
{
    [Theory]
    [InlineData("10.100.0.0/16", 24, "10.100.1.0", "10.100.0.0/24")]
    [InlineData("10.0.0.0/8", 24, "10.1.0.0", "10.0.0.0/16")]
    [InlineData("10.0.0.0/8", 24, "10.0.3.0", "10.0.0.0/23")]
    [InlineData("10.0.0.0/8", 24, "10.255.255.0", "10.0.0.0/9")]
    [InlineData("10.100.0.0/16", 24, "10.100.0.0", null)]
    [InlineData("10.0.0.0/26", 30, "10.0.0.4", "10.0.0.0/30")]
    [InlineData("0.0.0.0/1", 24, "64.0.0.0", "0.0.0.0/2")]
    [InlineData("fd00:100::/48", 64, "fd00:100:0:1::", "fd00:100::/64")]
    [InlineData("fd00:100::/48", 64, "fd00:100::", null)]
    [InlineData("::/1", 64, "7fff:ffff:ffff:ffff::", "::/2")]
    public void Services_are_in_the_largest_block_before_the_first_subnet(string range, int length, string min, string? expected)
    {
        var network = IPNetwork.Parse(range);
        var leased = new LeasedRange(network, length, IPAddress.Parse(min), LeasedRange.DefaultMax(network, length));
        Assert.Equal(expected, leased.ServiceRange?.ToString());
        if (leased.ServiceRange is not { } block) return;
        Assert.True(network.Contains(block));
        Assert.False(leased.Given.Contains(block));
        Assert.True(AddressNumber.Of(block.Last) < AddressNumber.Of(leased.SubnetMin));
    }

    // Those that Kubernetes' documentation has ("Virtual IPs and Service Proxies": /24, /20 and /16), and the ends.
    [Theory]
    [InlineData("10.96.0.0/24", 16, "10.96.0.17", 254)]
    [InlineData("10.96.0.0/20", 256, "10.96.1.1", 4094)]
    [InlineData("10.96.0.0/16", 256, "10.96.1.1", 65534)]
    [InlineData("10.96.0.0/27", 16, "10.96.0.17", 30)]
    [InlineData("10.96.0.0/28", 0, "10.96.0.1", 14)]
    [InlineData("10.96.0.0/30", 0, "10.96.0.1", 2)]
    [InlineData("fd00::/124", 0, "fd00::1", 15)]
    [InlineData("fd00::/120", 16, "fd00::11", 255)]
    public void The_lowest_are_kept_for_those_picked_by_hand(string block, int kept, string first, int count)
    {
        var addresses = new ServiceAddresses(IPNetwork.Parse(block));
        Assert.Equal((kept, IPAddress.Parse(first), (UInt128)count), (addresses.Kept, addresses.FirstUnasked, addresses.Count));
        Assert.Equal(IPAddress.Parse(first), addresses.After(null, []));
        Assert.Equal(count, Everything(addresses.Block).Count(addresses.Contains));
    }

    [Fact]
    public void Of_a_large_block_none_is_gone_through()
    {
        var addresses = new ServiceAddresses(IPNetwork.Parse("fd00::/64"));
        Assert.Equal((256, IPAddress.Parse("fd00::101")), (addresses.Kept, addresses.FirstUnasked));
        Assert.Equal(IPAddress.Parse("fd00::1:0"), addresses.After(IPAddress.Parse("fd00::ffff"), []));
        Assert.Equal(IPAddress.Parse("fd00::1:0:0:0"), addresses.After(IPAddress.Parse("fd00::ffff"), [IPNetwork.Parse("fd00::/80")]));
        var last = IPAddress.Parse("fd00::ffff:ffff:ffff:ffff");
        Assert.Null(addresses.After(last, []));
        Assert.Equal(IPAddress.Parse("fd00::102"), addresses.Lowest([last, IPAddress.Parse("fd00::101")], []));
        Assert.Null(addresses.Lowest([], [IPNetwork.Parse("fd00::/64")]));
    }

    [Theory]
    [InlineData("255.255.255.0/24", "255.255.255.254")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void The_end_of_the_address_space_is_no_trap(string block, string last)
    {
        var addresses = new ServiceAddresses(IPNetwork.Parse(block));
        Assert.Null(addresses.After(IPAddress.Parse(last), []));
        Assert.Null(addresses.After(null, [addresses.Block]));
        Assert.Null(addresses.Lowest(Everything(addresses.Block), []));
        Assert.Equal(IPAddress.Parse(last), addresses.Lowest(Everything(addresses.Block).Where(address => !address.Equals(IPAddress.Parse(last))), []));
    }

    // The whole history against a model that keeps a set, and looks at every address.
    [Fact]
    public void Agrees_with_a_naive_model_through_any_history() =>
        Gen.Select(Gen.Int[24, 30], Gen.Bool, Gen.Int[0, 63].Array[0, 2], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 255]).Array[0, 80]).Sample(
        (length, six, leases, history) =>
        {
            var block = six ? IPNetwork.Parse($"fd00:7::/{length + 96}") : IPNetwork.Parse($"10.100.7.0/{length}");
            IPNetwork[] apart = [.. leases.Select(place => RangeArithmetic.Around(At(block, place * 4), (six ? 128 : 32) - 2))];
            var addresses = new ServiceAddresses(block);
            List<IPAddress> taken = [];
            foreach (var (step, place) in history)
            {
                if (step == 0 && taken.Count > 0) taken.RemoveAt(place % taken.Count);
                else if (step == 1)
                {
                    var picked = At(block, place);
                    if (addresses.Contains(picked) && !taken.Contains(picked) && !apart.Any(range => range.Contains(picked))) taken.Add(picked);
                }
                else
                {
                    var highest = taken.Count == 0 ? null : taken.MaxBy(AddressNumber.Of);
                    var given = addresses.After(highest, apart) ?? addresses.Lowest(taken, apart);
                    Assert.Equal(Expected(block, six, taken, apart), given);
                    if (given is not null) taken.Add(given);
                }
            }
            Assert.Equal(taken.Count, taken.Distinct().Count());
        }, iter: 3_000);

    private static IPAddress? Expected(IPNetwork block, bool six, List<IPAddress> taken, IPNetwork[] apart)
    {
        var all = Everything(block).ToArray();
        var usable = six ? all[1..] : all[1..^1];
        var kept = all.Length < 32 ? 0 : Math.Min(Math.Max(16, all.Length / 16), 256);
        bool IsFree(IPAddress address) => !taken.Contains(address) && !apart.Any(range => range.Contains(address));
        var highest = Array.FindLastIndex(usable, taken.Contains);
        return usable.Skip(Math.Max(kept, highest + 1)).FirstOrDefault(IsFree)
            ?? usable.Skip(kept).FirstOrDefault(IsFree) ?? usable.Take(kept).FirstOrDefault(IsFree);
    }

    private static IEnumerable<IPAddress> Everything(IPNetwork block) =>
        Enumerable.Range(0, 1 << (AddressNumber.Bits(block.BaseAddress.AddressFamily) - block.PrefixLength)).Select(place => At(block, place));

    private static IPAddress At(IPNetwork block, int place) =>
        AddressNumber.ToAddress(AddressNumber.Of(block.BaseAddress) + (UInt128)place, block.BaseAddress.AddressFamily);
}
