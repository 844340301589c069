using System.Net;
using CloudNet.Agent.Attach;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Properties of the allocator, for leases of every length and any set of addresses in use.</summary>
public sealed class AddressPoolTests
{
    private static readonly Gen<(IPNetwork Lease, HashSet<IPAddress> Used)> Cases =
        from length in Gen.Int[20, 30]
        from network in Gen.UInt
        let lease = new IPNetwork(Address(network & (uint.MaxValue << (32 - length))), length)
        from offsets in Gen.UInt[0, (1u << (32 - length)) - 1].Array[0, 64]
        select (lease, offsets.Select(offset => Address(Number(lease.BaseAddress) + offset)).ToHashSet());

    [Fact]
    public void Lowest_IsFree_InTheLease_AndNobodyElses() => Cases.Sample(one =>
    {
        var (lease, used) = one;
        var address = new AddressPool(lease).Lowest(used);
        if (address is null) return;
        Assert.DoesNotContain(address, used);
        Assert.True(lease.Contains(address));
        Assert.NotEqual(lease.BaseAddress, address);
        Assert.NotEqual(Address(Number(lease.BaseAddress) + 1), address);
        Assert.NotEqual(Last(lease), Number(address));
        for (var lower = Number(lease.BaseAddress) + 2; lower < Number(address); lower++) Assert.Contains(Address(lower), used);
    });

    [Fact]
    public void Lowest_GivesEachAddressOnce_UntilAllAreGiven() => Gen.Int[24, 30].Sample(length =>
    {
        var pool = new AddressPool(new(IPAddress.Parse("10.1.2.0"), length));
        var given = new HashSet<IPAddress>();
        while (pool.Lowest(given) is { } address) Assert.True(given.Add(address));
        Assert.Equal((UInt128)given.Count, pool.Capacity);
        Assert.Equal((1 << (32 - length)) - 3, given.Count);
        Assert.All(given, address => Assert.True(pool.Holds(address)));
    }, iter: 20);

    [Fact]
    public void Holds_AgreesWithWhatIsGiven() => Cases.Sample(one =>
    {
        var (lease, used) = one;
        var pool = new AddressPool(lease);
        foreach (var address in used)
        {
            var offset = Number(address) - Number(lease.BaseAddress);
            Assert.Equal(offset >= 2 && Number(address) != Last(lease), pool.Holds(address));
        }
    });

    [Theory]
    [InlineData("fd00:1::/64", "", "fd00:1::2")]
    [InlineData("fd00:1::/64", "fd00:1::2 fd00:1::3 10.0.0.4", "fd00:1::4")]
    [InlineData("fd00:1::4/126", "fd00:1::6", "fd00:1::7")]
    [InlineData("fd00:1::4/126", "fd00:1::6 fd00:1::7", null)]
    [InlineData("fd00:1::ffff:0/112", "", "fd00:1::ffff:2")]
    public void IPv6_HasNoBroadcast(string lease, string used, string? lowest)
    {
        var pool = new AddressPool(IPNetwork.Parse(lease));
        var given = pool.Lowest(used.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToHashSet());
        Assert.Equal(lowest, given?.ToString());
        Assert.False(pool.Holds(IPAddress.Parse("10.0.0.4")));
        Assert.False(pool.Holds(pool.Lease.BaseAddress));
    }

    [Theory]
    [InlineData("10.1.2.0/31")]
    [InlineData("10.1.2.4/32")]
    [InlineData("fd00::/127")]
    public void LeaseWithoutRoom_IsRefused(string lease) => Assert.Throws<ArgumentException>(() => new AddressPool(IPNetwork.Parse(lease)));

    [Fact]
    public void WholeRange_HasItsEnds()
    {
        Assert.Equal(IPAddress.Parse("255.255.255.2"), new AddressPool(IPNetwork.Parse("255.255.255.0/24")).Lowest(new HashSet<IPAddress>()));
        Assert.Equal((UInt128.One << 32) - 3, new AddressPool(IPNetwork.Parse("0.0.0.0/0")).Capacity);
        Assert.Equal(UInt128.MaxValue - 1, new AddressPool(IPNetwork.Parse("::/0")).Capacity);
    }

    private static uint Last(IPNetwork lease) => Number(lease.BaseAddress) + (uint)((1UL << (32 - lease.PrefixLength)) - 1);

    private static uint Number(IPAddress address) => BitConverter.ToUInt32([.. address.GetAddressBytes().Reverse()]);

    private static IPAddress Address(uint number) => new([.. BitConverter.GetBytes(number).Reverse()]);
}
