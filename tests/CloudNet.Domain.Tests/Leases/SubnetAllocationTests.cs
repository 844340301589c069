using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Leases;

public sealed class SubnetAllocationTests
{
    private static readonly LeasedNetwork Blue = new("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly LeasedNetwork Small = new("small", IPNetwork.Parse("10.0.0.0/26"), 30);

    [Fact]
    public void The_first_host_gets_the_second_subnet() => Assert.Equal(IPNetwork.Parse("10.100.1.0/24"), Given(Blue));

    [Fact]
    public void Gaps_are_filled_from_below() =>
        Assert.Equal(IPNetwork.Parse("10.100.2.0/24"), Given(Blue, Held(Blue, 1), Held(Blue, 4), Reserved(Blue, 3)));

    [Fact]
    public void Reservations_are_passed_over() =>
        Assert.Equal(IPNetwork.Parse("10.100.3.0/24"), Given(Blue, Reserved(Blue, 1), Reserved(Blue, 2)));

    [Fact]
    public void Full_network_says_what_takes_it()
    {
        LeaseState[] leases = [.. Enumerable.Range(1, 13).Select(index => Held(Small, (uint)index)), Reserved(Small, 14), Reserved(Small, 15)];

        Assert.True(SubnetAllocation.LowestFree(Small, leases).IsRefused(out var refusal, out _));
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("13 used, 2 reserved, 0 free of 16 (10.0.0.0/30, the first, is given by reservation only)", refusal.Detail);
    }

    [Fact]
    public void Agrees_with_a_naive_model_through_any_history() => Gen.Select(Gen.Int[0, 3], Gen.UInt[0, 15]).Array[0, 60].Sample(history =>
    {
        var taken = new Dictionary<uint, LeaseState>();
        foreach (var (step, index) in history)
        {
            if (step == 0) taken.Remove(index);
            else if (step == 1) taken.TryAdd(index, Reserved(Small, index));
            else Allocate(taken);
        }
        Assert.Equal(taken.Count, taken.Values.Select(lease => lease.Subnet).Distinct().Count());
    });

    private static void Allocate(Dictionary<uint, LeaseState> taken)
    {
        uint? expected = Enumerable.Range(1, 15).Select(index => (uint)index).Cast<uint?>().FirstOrDefault(index => !taken.ContainsKey(index!.Value));
        var refused = SubnetAllocation.LowestFree(Small, taken.Values).IsRefused(out _, out var subnet);
        Assert.Equal(expected is null, refused);
        if (refused) return;
        Assert.Equal(expected, (uint)Small.Range.IndexOf(subnet));
        Assert.All(taken.Values, lease => Assert.False(lease.Subnet.Overlaps(subnet)));
        taken.Add(expected!.Value, Held(Small, expected.Value));
    }

    private static IPNetwork Given(LeasedNetwork network, params LeaseState[] leases)
    {
        Assert.False(SubnetAllocation.LowestFree(network, leases).IsRefused(out var refusal, out var subnet), refusal?.Detail);
        return subnet;
    }

    private static LeaseState Held(LeasedNetwork network, uint index) =>
        new(network.Range.Subnet(network.SubnetLength, index), new HostId(new Guid((int)index, 0, 0, new byte[8])), $"h{index}", null);

    private static LeaseState Reserved(LeasedNetwork network, uint index) =>
        new(network.Range.Subnet(network.SubnetLength, index), null, null, $"r{index}");
}
