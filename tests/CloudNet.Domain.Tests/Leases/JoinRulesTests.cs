using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Tests.Leases;

public sealed class JoinRulesTests
{
    private static readonly LeasedNetwork Classic = LeasedNetwork.WithDefaultBounds("classic", IPNetwork.Parse("172.17.0.0/16"), 24);
    private static readonly HostId V1 = new(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    private static readonly IPAddress Underlay = IPAddress.Parse("192.168.124.51");

    [Fact]
    public void Reservation_for_the_name_is_taken() => Assert.Equal(IPNetwork.Parse("172.17.9.0/24"),
        Joined(new(IPNetwork.Parse("172.17.8.0/24"), null, null, "v2"), new(IPNetwork.Parse("172.17.9.0/24"), null, null, "v1")));

    [Fact]
    public void Who_is_in_keeps_its_subnet() => Assert.Equal(IPNetwork.Parse("172.17.5.0/24"),
        Joined(new(IPNetwork.Parse("172.17.5.0/24"), V1, "v1", null), new(IPNetwork.Parse("172.17.1.0/24"), null, null, "v2")));

    [Fact]
    public void Without_a_reservation_it_is_a_free_one() => Assert.Null(Joined(new LeaseState(IPNetwork.Parse("172.17.1.0/24"), null, null, "v2")));

    [Fact]
    public void A_reservation_that_another_host_holds_is_not_taken() => Assert.Null(
        Joined(new LeaseState(IPNetwork.Parse("172.17.1.0/24"), new HostId(Guid.Empty), "v2", "v1")));

    [Fact]
    public void Host_inside_the_range_cannot_join()
    {
        Assert.True(JoinRules.Choose(Classic, V1, "v1", IPAddress.Parse("172.17.3.4"), []).IsRefused(out var refusal, out _));
        Assert.Contains("'v1' has the underlay address 172.17.3.4, which lies in network 'classic' (172.17.0.0/16)", refusal.Detail);
    }

    [Fact]
    public void Of_each_family_it_gets_what_it_has_or_what_is_kept_for_it_or_a_free_one()
    {
        var both = new LeasedNetwork("both", [.. Classic.Ranges, LeasedRange.WithDefaultBounds(IPNetwork.Parse("fd00::/48"), 64)]);
        Assert.False(JoinRules.Choose(both, V1, "v1", Underlay, [new(IPNetwork.Parse("fd00:0:0:7::/64"), null, null, "v1")]).IsRefused(out _, out var chosen));
        Assert.Equal([new(AddressFamily.InterNetwork, null), new(AddressFamily.InterNetworkV6, IPNetwork.Parse("fd00:0:0:7::/64"))], chosen);
    }

    private static IPNetwork? Joined(params LeaseState[] leases)
    {
        Assert.False(JoinRules.Choose(Classic, V1, "v1", Underlay, leases).IsRefused(out var refusal, out var chosen), refusal?.Detail);
        return Assert.Single(chosen).Subnet;
    }
}
