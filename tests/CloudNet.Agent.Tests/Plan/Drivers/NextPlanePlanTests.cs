using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>What a host has while its network is on its way to another way across.</summary>
public sealed class NextPlanePlanTests
{
    private static readonly DataPlane Wireguard = new(NetworkDriver.Wireguard, 77, 51877, KeyGeneration: 1);
    private static readonly NetworkView Blue = Sample.Blue.Without(3).WithKeys();

    [Fact]
    public void It_sends_by_the_way_that_it_had() => Routes(new(Wireguard), """
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        ip route add 10.100.2.0/24 dev cn-wg77 proto 77 src 10.100.1.1 metric 7710
        """);

    [Fact]
    public void Once_moved_it_sends_by_the_new_one_and_has_the_other_yet() => Routes(new(Wireguard, Sample.Host(1)), """
        ip route add 10.100.2.0/24 dev cn-wg77 proto 77 src 10.100.1.1
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1 metric 7710
        """);

    [Fact]
    public void What_comes_by_either_is_let_in_and_the_shorter_packet_holds()
    {
        var plan = Plan(new(Wireguard));
        Assert.Contains("""
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" oifname != "cn-wg77" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" iifname != "cn-wg77" ip saddr 10.100.0.0/16 drop
            """, plan.Desired.Nft!.Text, StringComparison.Ordinal);
        // VXLAN alone has 1450, WireGuard 1440.
        Assert.Equal(1440, plan.Desired.Links.OfType<BridgeLink>().Single().Mtu);
        Assert.Equal(1450, plan.Desired.Links.OfType<VxlanLink>().Single().Mtu);
    }

    [Fact]
    public void From_clear_to_encrypted_the_host_itself_may_use_both()
    {
        var plan = Plan(new(new(NetworkDriver.Vxlan, 77, 51877, Encrypted: true, KeyGeneration: 1)));
        Assert.DoesNotContain("chain output", plan.Desired.Nft!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NetworkDriver.Bridge, 1, "network blue: it is on its way to the driver bridge, which cannot be built here: to or from one layer 2 segment nothing can change while it runs")]
    [InlineData(NetworkDriver.Wireguard, 2, "network blue: it is on its way to the driver wireguard, which cannot be built here: this host's WireGuard key is not made yet")]
    public void One_that_cannot_be_had_is_told_and_nothing_else_changes(NetworkDriver driver, int generation, string problem)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [On(new(new(driver, 77, KeyGeneration: generation)))], [], DriverSample.Facts());
        Assert.Equal([problem], plan.Problems);
        Assert.Equal(HostPlanner.Plan(Sample.Host(1), [Blue], [], DriverSample.Facts()).Desired, plan.Desired);
    }

    /// <summary>Both would be ports of one bridge, and the hosts a loop.</summary>
    [Theory]
    [InlineData(NetworkDriver.Bridge, NetworkDriver.Bridge)]
    [InlineData(NetworkDriver.Bridge, NetworkDriver.Gre)]
    [InlineData(NetworkDriver.Gre, NetworkDriver.Bridge)]
    [InlineData(NetworkDriver.Gre, NetworkDriver.Vxlan)]
    public void A_segment_never_has_a_second_one_beside_it(NetworkDriver from, NetworkDriver to)
    {
        var segment = Blue.With(settings => settings with { Driver = from });
        var plan = HostPlanner.Plan(
            Sample.Host(1), [segment.With(settings => settings with { Next = new(new(to, 77), Sample.Host(1)) })], [], DriverSample.Facts());
        Assert.Contains("to or from one layer 2 segment", Assert.Single(plan.Problems), StringComparison.Ordinal);
        Assert.Equal(HostPlanner.Plan(Sample.Host(1), [segment], [], DriverSample.Facts()).Desired, plan.Desired);
    }

    private static NetworkView On(NextPlane next) => Blue.With(settings => settings with { Next = next });

    private static HostPlan Plan(NextPlane next)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [On(next)], [], DriverSample.Facts());
        Assert.Empty(plan.Problems);
        return plan;
    }

    private static void Routes(NextPlane next, string expected) => Text.Equal(expected + "\n", Plan(next).Desired.Lines("ip route"));
}
