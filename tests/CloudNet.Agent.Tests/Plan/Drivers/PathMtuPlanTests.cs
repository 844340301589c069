using System.Net.Sockets;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>A path that carries less than promised, as the lines that a person would type.</summary>
public sealed class PathMtuPlanTests
{
    [Theory]
    [InlineData(NetworkDriver.Vxlan, "ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1 mtu 1350")]
    [InlineData(NetworkDriver.Routed, "ip route add 10.100.2.0/24 via 192.168.124.52 dev eth0 proto 77 mtu 1350")]
    [InlineData(NetworkDriver.Udp, "ip route add 10.100.2.0/24 dev cn-ud5 proto 77 src 10.100.1.1 mtu 1350")]
    public void The_route_to_the_peer_is_as_long_as_the_path_and_connections_that_begin_are_told(NetworkDriver driver, string route)
    {
        var plan = Plan(driver, 1350);
        Assert.Contains(route, plan, StringComparison.Ordinal);
        Assert.Contains("\t\tiifname \"cn-br5\" tcp flags syn tcp option maxseg size set rt mtu\n", plan, StringComparison.Ordinal);
        Assert.Single(plan.Split('\n'), line => line.Contains(" mtu 1350", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_that_carries_all_changes_nothing() => Assert.Equal(Plan(NetworkDriver.Vxlan, null), Plan(NetworkDriver.Vxlan, 1450));

    [Fact]
    public void One_segment_has_no_route_to_a_peer() => Assert.Equal(Plan(NetworkDriver.Bridge, null), Plan(NetworkDriver.Bridge, 1350));

    private static string Plan(NetworkDriver driver, int? mtu)
    {
        var view = Sample.Blue.With(settings => settings with { Driver = driver });
        var mtus = mtu is { } known ? new PathMtus(PathMtus.None.Short.Add((view.Id, Sample.Host(2), AddressFamily.InterNetwork), known)) : PathMtus.None;
        return HostPlanner.Plan(Sample.Host(1), [view], [], Sample.Facts() with { PathMtus = mtus }).Desired.ToText();
    }
}
