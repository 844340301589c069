using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using Xunit;

namespace CloudNet.Domain.Tests.Hosts;

/// <summary>Who may join which network, by what its agent said it can build.</summary>
public sealed class DriverRulesTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly LeasedNetwork Six = LeasedNetwork.WithDefaultBounds("six", IPNetwork.Parse("fd00:100::/48"), 64);

    private static readonly DriverAbility[] Without =
        [new(NetworkDriver.Vxlan, "kernel"), new(NetworkDriver.Wireguard, null, "this host has no WireGuard"), new(NetworkDriver.Bridge, "kernel")];

    private static readonly DriverAbility[] InUserSpace =
        [new(NetworkDriver.Wireguard, "kernel"), new(NetworkDriver.Gre, "openvswitch in user space", WhyNotEncrypted: "not through WireGuard")];

    [Theory]
    [InlineData(NetworkDriver.Vxlan, false, null)]
    [InlineData(NetworkDriver.Bridge, false, null)]
    [InlineData(NetworkDriver.Wireguard, false, "Host 'v1' cannot be in network 'blue': this host has no WireGuard")]
    [InlineData(NetworkDriver.Vxlan, true, "Host 'v1' cannot be in network 'blue': this host has no WireGuard")]
    [InlineData(NetworkDriver.Udp, false, "Host 'v1' cannot be in network 'blue': its agent does not know the driver udp. Upgrade it.")]
    public void A_host_is_taken_at_its_word(NetworkDriver driver, bool encrypted, string? refusal) => Assert.Equal(
        refusal, DriverRules.OfJoin(Blue, new(driver, 1, Encrypted: encrypted), "v1", AddressFamily.InterNetwork, hasLinked: true, Without)?.Detail);

    [Theory]
    [InlineData(NetworkDriver.Gre, false, null)]
    [InlineData(NetworkDriver.Gre, true, "Host 'v1' cannot be in network 'blue': not through WireGuard")]
    [InlineData(NetworkDriver.Wireguard, true, null)]
    public void What_it_can_in_clear_alone_is_not_asked_of_it_encrypted(NetworkDriver driver, bool encrypted, string? refusal) => Assert.Equal(
        refusal, DriverRules.OfJoin(Blue, new(driver, 1, Encrypted: encrypted), "v1", AddressFamily.InterNetwork, hasLinked: true, InUserSpace)?.Detail);

    [Theory]
    [InlineData(NetworkDriver.Vxlan, true, true)]
    [InlineData(NetworkDriver.Routed, true, true)]
    [InlineData(NetworkDriver.Bridge, true, false)]
    [InlineData(NetworkDriver.Bridge, false, true)]
    public void One_that_said_nothing_knows_what_there_was_then_and_one_that_never_linked_is_let_in(NetworkDriver driver, bool hasLinked, bool joins) =>
        Assert.Equal(joins, DriverRules.OfJoin(Blue, new(driver, 1), "v1", AddressFamily.InterNetwork, hasLinked, null) is null);

    [Theory]
    [InlineData(AddressFamily.InterNetwork, false)]
    [InlineData(AddressFamily.InterNetworkV6, true)]
    public void Plain_routes_carry_ipv6_over_ipv6_alone(AddressFamily underlay, bool joins) =>
        Assert.Equal(joins, DriverRules.OfJoin(Six, new(NetworkDriver.Routed, 1), "v1", underlay, hasLinked: true, null) is null);
}
