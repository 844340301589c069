using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>What is said of paths: what, where, and the way out.</summary>
public sealed class PathProblemsTests
{
    private static readonly PathCondition Fine = PathCondition.Unknown.Answered(TimeSpan.FromMilliseconds(1)) with { Mtu = 1450 };
    private static readonly PathCondition Lost = PathCondition.Unknown.Missed().Missed().Missed();

    [Fact]
    public void A_host_that_is_down_is_no_problem_of_this_one() =>
        Assert.Empty(PathProblems.Of([(To(2), Lost with { Fault = PathFault.Host }), (To(3), Fine), (To(4), PathCondition.Unknown)]));

    [Theory]
    [InlineData(NetworkDriver.Vxlan, false, "let UDP port 4789, which the driver vxlan takes, through between the hosts, give the network another port, or use the driver wireguard")]
    [InlineData(NetworkDriver.Udp, false, "let UDP port 8285 through between the hosts, or give the network another port")]
    [InlineData(NetworkDriver.Gre, false, "let GRE (IP protocol 47) through between the hosts, or use the driver bridge, which takes UDP alone")]
    [InlineData(NetworkDriver.Vxlan, true, "let UDP port 51820, which WireGuard takes, through between the hosts, or give the network another port")]
    [InlineData(NetworkDriver.Routed, false, "something between the hosts drops packets of the containers' addresses (a cloud's check of source and destination does); "
        + "turn that off, or use the driver vxlan, which shows it the hosts' addresses alone")]
    public void A_tunnel_that_is_not_let_through_names_what_to_let_through(NetworkDriver driver, bool encrypted, string advice)
    {
        var plane = new DataPlane(driver, 5, Encrypted: encrypted);
        Assert.Equal(
            [$"network blue: v2 answers at its underlay address, but not through the network: {advice}"],
            PathProblems.Of([(To(2) with { Plane = plane }, Lost with { Fault = PathFault.Tunnel }), (To(3) with { Plane = plane }, Fine)]));
    }

    [Fact]
    public void Many_are_one_line() => Assert.StartsWith(
        "network blue: v2, v3, v4 and 2 more answer at their underlay addresses, but not through the network: ",
        Assert.Single(PathProblems.Of(Enumerable.Range(2, 5).Select(number => (To(number), Lost with { Fault = PathFault.Tunnel })))),
        StringComparison.Ordinal);

    [Fact]
    public void A_path_that_carries_less_than_promised_is_told_with_both_numbers() => Assert.Equal(
        ["network blue: packets of more than 1350 bytes to v2 are lost on the way, and its links promise 1450: "
            + "let longer ones through between the hosts, or give the network the MTU 1350"],
        PathProblems.Of([(To(2), Fine with { Mtu = 1350 }), (To(3), Fine)]));

    private static NetworkPath To(int number) => new(
        new(Sample.Blue.Id, Sample.Host(number), AddressFamily.InterNetwork), new(NetworkDriver.Vxlan, 5), "blue", $"v{number}",
        IPAddress.Parse("10.100.1.1"), IPAddress.Parse($"10.100.{number}.1"), Sample.Underlay(number), 1450);
}
