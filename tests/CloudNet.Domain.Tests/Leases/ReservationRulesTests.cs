using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Leases;

public sealed class ReservationRulesTests
{
    private static readonly LeasedNetwork Classic = LeasedNetwork.WithDefaultBounds("classic", IPNetwork.Parse("172.17.0.0/16"), 24);
    private static readonly LeaseState HeldByV1 = new(IPNetwork.Parse("172.17.1.0/24"), new HostId(Guid.Empty), "v1", null);
    private static readonly LeaseState KeptForV2 = new(IPNetwork.Parse("172.17.2.0/24"), null, null, "v2");

    [Theory]
    [InlineData("v3", "172.17.3.0/24")]
    [InlineData("v3", "172.17.0.0/24")] // the first subnet: by hand only
    [InlineData("v1", "172.17.1.0/24")] // what the host holds
    [InlineData("v2", "172.17.2.0/24")] // once more
    public void In_order(string host, string subnet)
    {
        Assert.False(Parse(host, subnet).IsRefused(out var refusal, out var reservation), refusal?.Detail);
        Assert.Equal(new NewReservation(host, IPNetwork.Parse(subnet)), reservation);
    }

    [Theory]
    [InlineData("V3", "172.17.3.0/24", "host", RefusalKind.Invalid, "Use 'v3'.")]
    [InlineData(null, "172.17.3.0/24", "host", RefusalKind.Invalid, "Give one")]
    [InlineData("v3", "172.17.3.1/24", "subnet", RefusalKind.Invalid, "Use 172.17.3.0/24.")]
    [InlineData("v3", "172.18.3.0/24", "subnet", RefusalKind.Invalid, "172.17.1.0/24")]
    [InlineData("v3", "172.17.4.0/23", "subnet", RefusalKind.Invalid, "172.17.1.0/24")]
    [InlineData("v3", "172.17.4.0/25", "subnet", RefusalKind.Invalid, "172.17.1.0/24")]
    [InlineData("v3", "172.17.1.0/24", "subnet", RefusalKind.Conflict, "free that one first")]
    [InlineData("v3", "172.17.2.0/24", "subnet", RefusalKind.Conflict, "free that one first")]
    [InlineData("v1", "172.17.3.0/24", "host", RefusalKind.Conflict, "Reserve that one")]
    [InlineData("v2", "172.17.3.0/24", "host", RefusalKind.Conflict, "End that reservation")]
    public void Refused(string? host, string subnet, string field, RefusalKind kind, string wayOut)
    {
        Assert.True(Parse(host, subnet).IsRefused(out var refusal, out _));
        Assert.Equal(kind, refusal.Kind);
        var problem = Assert.Single(refusal.Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(wayOut, problem.WayOut);
    }

    [Fact]
    public void Who_has_the_subnet_is_named()
    {
        Assert.True(Parse("v3", "172.17.1.0/24").IsRefused(out var held, out _));
        Assert.True(Parse("v3", "172.17.2.0/24").IsRefused(out var kept, out _));
        Assert.Equal("172.17.1.0/24 is held by host 'v1'.", held.Problems[0].Rule);
        Assert.Equal("172.17.2.0/24 is reserved for host 'v2'.", kept.Problems[0].Rule);
    }

    [Fact]
    public void Each_family_of_a_network_has_reservations_of_its_own()
    {
        var both = new LeasedNetwork("both", [.. Classic.Ranges, LeasedRange.WithDefaultBounds(IPNetwork.Parse("fd00::/48"), 64)]);
        Assert.False(ReservationRules.Parse(new("v1", "fd00:0:0:7::/64"), both).IsRefused(out _, out var reservation));
        Assert.Null(ReservationRules.Conflict(reservation, [HeldByV1]));
        Assert.True(ReservationRules.Parse(new("v1", "fd00:0:0:7::/65"), both).IsRefused(out var refusal, out _));
        Assert.Contains("Subnets of network 'both' are /64", refusal.Detail);
    }

    [Fact]
    public void No_text_throws() => Gen.Select(Gen.String, Gen.String).Sample((host, subnet) =>
    {
        if (!Parse(host, subnet).IsRefused(out _, out var reservation)) Assert.True(Classic.Ranges[0].Range.Contains(reservation.Subnet.BaseAddress));
    });

    private static Outcome<NewReservation> Parse(string? host, string? subnet) =>
        ReservationRules.Parse(new ReserveSubnet(host, subnet), Classic).IsRefused(out var refusal, out var reservation) ? refusal
        : ReservationRules.Conflict(reservation, [HeldByV1, KeptForV2]) is { } conflict ? conflict
        : reservation;
}
