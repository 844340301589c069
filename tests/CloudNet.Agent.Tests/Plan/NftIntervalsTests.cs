using System.Net;
using CloudNet.Agent.Plan;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Ranges of addresses as the elements of a set.</summary>
public sealed class NftIntervalsTests
{
    [Theory]
    [InlineData("10.0.2.0/24 10.0.3.0/24 10.0.9.0/24", "10.0.2.0/23 10.0.9.0/24")]
    [InlineData("10.0.3.0/24 10.0.4.0/24", "10.0.3.0-10.0.4.255")]
    [InlineData("10.0.0.0/8 10.1.0.0/16 10.2.3.4/32", "10.0.0.0/8")]
    [InlineData("10.0.0.7/32", "10.0.0.7")]
    [InlineData("fd00:1::/64 fd00:1:0:1::/64", "fd00:1::/63")]
    [InlineData("fd00::/128 ::/128", ":: fd00::")]
    [InlineData("", "")]
    public void Those_that_touch_are_one(string ranges, string elements) =>
        Assert.Equal(elements, string.Join(' ', NftIntervals.Of(ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse))));

    /// <summary>Whatever the ranges, an address is in an element exactly where it is in a range, and no two elements touch.</summary>
    [Fact]
    public void They_are_the_same_addresses() =>
        Gen.Select(Gen.Int[0, 63], Gen.Int[26, 32]).Array[0, 8].Sample(drawn =>
        {
            IPNetwork[] ranges = [.. drawn.Select(one => AddressNumber.Subnet(new IPAddress([10, 0, 0, (byte)one.Item1]), one.Item2))];
            var elements = NftIntervals.Of(ranges).Select(Bounds).ToArray();
            for (var at = 0; at <= 64; at++)
            {
                var address = new IPAddress([10, 0, 0, (byte)at]);
                var number = AddressNumber.Of(address);
                Assert.Equal(ranges.Any(range => range.Contains(address)), elements.Any(element => element.First <= number && number <= element.Last));
            }
            Assert.All(elements.Zip(elements.Skip(1)), pair => Assert.True(pair.Second.First - pair.First.Last > 1));
        }, iter: 10_000);

    private static (UInt128 First, UInt128 Last) Bounds(string element)
    {
        if (element.Split('-') is [var first, var last]) return (AddressNumber.Of(IPAddress.Parse(first)), AddressNumber.Of(IPAddress.Parse(last)));
        var range = IPNetwork.Parse(element.Contains('/', StringComparison.Ordinal) ? element : $"{element}/32");
        var from = AddressNumber.Of(range.BaseAddress);
        return (from, from + AddressNumber.Span(range));
    }
}
