using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Leases;

public sealed class SubnetAllocationTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);

    [Fact]
    public void The_second_subnet_is_the_first_that_is_given()
    {
        Assert.Equal(new FreeRange(IPAddress.Parse("10.100.1.0"), IPAddress.Parse("10.100.255.255")), Blue.Ranges[0].Given);
        var (taken, usedUp, left) = SubnetAllocation.TakeLowest([Blue.Ranges[0].Given], 24, 2);
        Assert.Equal([IPNetwork.Parse("10.100.1.0/24"), IPNetwork.Parse("10.100.2.0/24")], taken);
        Assert.Equal((0, new FreeRange(IPAddress.Parse("10.100.3.0"), IPAddress.Parse("10.100.255.255"))), (usedUp, left!));
    }

    [Fact]
    public void Full_network_says_what_takes_it()
    {
        var small = LeasedNetwork.WithDefaultBounds("small", IPNetwork.Parse("10.0.0.0/26"), 30);
        var refusal = SubnetAllocation.Full(small, AddressFamily.InterNetwork, 13, 2, new([("v1", 2), ("v2", 1)], 2));
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("13 used, 2 reserved, 0 free of 16 (1 outside 10.0.0.4 to 10.0.0.60 are given by reservation only)", refusal.Detail);
        Assert.Contains("The largest holders: v1 (2 in use), v2 (1 in use); 11 of 13 have no workload. Take a host", refusal.Detail);
    }

    [Theory]
    [InlineData("0.0.0.0/4", 6)]
    [InlineData("255.255.255.240/28", 30)]
    [InlineData("::/3", 5)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/124", 126)]
    public void The_ends_of_the_address_space_are_no_trap(string range, int length)
    {
        var network = IPNetwork.Parse(range);
        var all = FreeRange.Of(network);
        var subnets = all.Lowest(length, int.MaxValue);
        Assert.Equal(4, subnets.Count);
        var left = SubnetAllocation.TakeLowest([all], length, 4);
        Assert.Equal((4, 1, null), (left.Taken.Count, left.UsedUp, left.Left));
        FreeRange? free = null;
        foreach (var subnet in subnets) free = SubnetAllocation.With(FreeRange.Of(subnet), free, null);
        Assert.Equal(all, free);
        free = null;
        foreach (var subnet in subnets.Reverse()) free = SubnetAllocation.With(FreeRange.Of(subnet), null, free);
        Assert.Equal(all, free);
    }

    // The whole history against a model that keeps a flag for each subnet.
    [Fact]
    public void Agrees_with_a_naive_model_through_any_history() => Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 15]).Array[0, 40]).Sample(
        (isV6, history) =>
        {
            var range = IPNetwork.Parse(isV6 ? "fd00:10::/60" : "10.0.0.0/26");
            var length = isV6 ? 64 : 30;
            var given = LeasedRange.WithDefaultBounds(range, length).Given;
            var (real, model) = (new List<FreeRange> { given }, new SortedSet<int>(Enumerable.Range(1, 15)));
            foreach (var (step, number) in history)
            {
                var subnet = range.Subnet(length, (uint)number);
                if (step == 0) Allocate(real, model, range, length, number % 4);
                else if (step == 1) Reserve(real, model, subnet, number);
                else GiveBack(real, model, given, subnet, number);
                Assert.Equal(Ranges(model, range, length), real);
            }
        }, iter: 10_000);

    private static void Allocate(List<FreeRange> real, SortedSet<int> model, IPNetwork range, int length, int wanted)
    {
        var (taken, usedUp, left) = SubnetAllocation.TakeLowest([.. real.Take(wanted)], length, wanted);
        Assert.Equal(model.Take(wanted), taken.Select(subnet => (int)range.IndexOf(subnet)));
        if (left is not null) real[usedUp] = left;
        real.RemoveRange(0, usedUp);
        model.ExceptWith(model.Take(wanted).ToArray());
    }

    private static void Reserve(List<FreeRange> real, SortedSet<int> model, IPNetwork subnet, int number)
    {
        var at = real.FindIndex(range => range.Contains(subnet));
        Assert.Equal(model.Remove(number), at >= 0);
        if (at < 0) return;
        var left = SubnetAllocation.Without(real[at], subnet);
        real.RemoveAt(at);
        real.InsertRange(at, left);
    }

    private static void GiveBack(List<FreeRange> real, SortedSet<int> model, FreeRange given, IPNetwork subnet, int number)
    {
        if (!given.Contains(subnet) || !model.Add(number)) return;
        var above = real.FindIndex(range => AddressNumber.Of(range.First) > AddressNumber.Of(subnet.BaseAddress));
        var at = above < 0 ? real.Count : above;
        var whole = SubnetAllocation.With(FreeRange.Of(subnet), at > 0 ? real[at - 1] : null, at < real.Count ? real[at] : null);
        real.RemoveAll(range => AddressNumber.Of(range.First) >= AddressNumber.Of(whole.First) && AddressNumber.Of(range.Last) <= AddressNumber.Of(whole.Last));
        real.Insert(real.TakeWhile(range => AddressNumber.Of(range.First) < AddressNumber.Of(whole.First)).Count(), whole);
    }

    private static IEnumerable<FreeRange> Ranges(SortedSet<int> free, IPNetwork range, int length)
    {
        foreach (var first in free.Where(number => !free.Contains(number - 1)))
        {
            var last = first;
            while (free.Contains(last + 1)) last++;
            yield return new(range.Subnet(length, (uint)first).First, range.Subnet(length, (uint)last).Last);
        }
    }
}
