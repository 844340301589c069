using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Rollouts;
using Xunit;

namespace CloudNet.Domain.Tests.Rollouts;

/// <summary>When a network with hosts in it may not begin to change.</summary>
public sealed class RolloutStartTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly DataPlane Vxlan = new(NetworkDriver.Vxlan, 5, 4789);
    private static readonly DataPlane Wireguard = new(NetworkDriver.Wireguard, 77, 51820, KeyGeneration: 1);

    [Fact]
    public void Hosts_that_are_linked_and_can_may() => Assert.Null(WhyNot(Vxlan, Wireguard, Member("v1"), Member("v2")));

    [Fact]
    public void A_host_that_is_not_linked_would_be_cut_off()
    {
        Assert.Contains("v2 is not linked", WhyNot(Vxlan, Wireguard, Member("v1"), Member("v2") with { IsLinked = false }), StringComparison.Ordinal);
        Assert.Contains("v1, v2, v3 and 2 more are not linked",
            WhyNot(Vxlan, Wireguard, [.. Enumerable.Range(1, 5).Select(n => Member($"v{n}") with { IsLinked = false })]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_cannot_says_why() => Assert.Contains("Host 'v2' cannot be in network 'blue': no wg here", WhyNot(
        Vxlan, Wireguard, Member("v1"), Member("v2") with { Abilities = [new(NetworkDriver.Wireguard, null, "no wg here")] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(NetworkDriver.Vxlan, NetworkDriver.Bridge)]
    [InlineData(NetworkDriver.Gre, NetworkDriver.Vxlan)]
    [InlineData(NetworkDriver.Bridge, NetworkDriver.Gre)]
    public void Segments_do_not_change(NetworkDriver from, NetworkDriver to) =>
        Assert.Contains("two layer 2 segments", WhyNot(new(from, 5), new(to, 77), Member("v1")), StringComparison.Ordinal);

    private static string? WhyNot(DataPlane from, DataPlane to, params RolloutMember[] members) => RolloutStart.WhyNot(Blue, from, to, members)?.Detail;

    private static RolloutMember Member(string name) =>
        new(name, AddressFamily.InterNetwork, true, [new(NetworkDriver.Vxlan, "kernel"), new(NetworkDriver.Wireguard, "kernel")]);
}
