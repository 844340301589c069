using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Networks;

/// <summary>
/// Input 2: the recipe that people type on two hosts with a docker0 each, 192.168.124.51 with 172.17.1.0/24 and
/// 192.168.124.52 with 172.17.2.0/24: a route to the other, and one NAT rule.
/// </summary>
[Collection(SharedLabCollection.Name)]
public sealed class RoutedNetworkTests(SharedLab lab)
{
    [Fact]
    public async Task ContainersReachEachOtherWithTheirOwnAddress()
    {
        Assert.True(await lab.Classic[0].PingsAsync(lab.Classic[1]));
        Assert.Equal(lab.Classic[0].Address, await lab.Classic[0].SeenByAsync(lab.Classic[1]));
        Assert.Equal(lab.Classic[1].Address, await lab.Classic[1].SeenByAsync(lab.Classic[0]));
    }

    [Fact]
    public async Task AHostReachesARemoteContainer() =>
        Assert.Equal(lab.V1.Address, await Reach.SeenByAsync(lab.V1.Namespace, lab.Classic[1].Address));

    [Fact]
    public async Task AContainerReachesTheInternetAsItsHost()
    {
        foreach (var container in lab.Classic) Assert.Equal(container.Host.Address, await container.SeenByInternetAsync());
    }

    [Fact]
    public async Task ReservationsAreHonoured()
    {
        var leases = (await lab.Api.NetworkAsync("classic")).Leases.ToDictionary(lease => lease.HostName, lease => lease.Subnet.ToString());
        Assert.Equal("172.17.1.0/24", leases["v1"]);
        Assert.Equal("172.17.2.0/24", leases["v2"]);
    }

    [Theory]
    [InlineData(1, "172.17.1", "172.17.2.0/24 via 192.168.124.52")]
    [InlineData(2, "172.17.2", "172.17.1.0/24 via 192.168.124.51")]
    public async Task RoutesAreThoseThatTheRecipeMakes(int number, string subnet, string route)
    {
        var byHand = await lab.Lab.NamespaceAsync($"byhand{number}");
        await byHand.TypeAsync($"""
            ip link add eth0 type veth peer name far && ip link set eth0 up && ip link set far up && ip address add 192.168.124.5{number}/24 dev eth0
            ip link add docker0 type bridge && ip link set docker0 up && ip address add {subnet}.1/24 dev docker0
            ip route add {route}
            """);
        var host = number == 1 ? lab.V1 : lab.V2;
        Assert.Equal(await RoutesAsync(byHand, "docker0"), await RoutesAsync(host.Namespace, $"cn-br{lab.ClassicNetwork.Vni}"));
    }

    [Fact]
    public async Task NatIsTheOneRuleOfTheRecipe()
    {
        foreach (var (host, subnet) in new[] { (lab.V1, "172.17.1.0/24"), (lab.V2, "172.17.2.0/24") })
        {
            var rules = await KernelText.LinesAsync(host, "nft list chain inet cloudnet postrouting | grep 172.17");
            // iptables -t nat -A POSTROUTING -s 172.17.1.0/24 ! -d 172.17.0.0/16 -j MASQUERADE
            Assert.Equal([$"ip saddr {subnet} ip daddr != 172.17.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random"], rules);
        }
    }

    // Routes of 172.17 in the words of ip, less the mark of who made them, with one name for the bridge, whether it has a carrier or not.
    private static async Task<string> RoutesAsync(NetworkNamespace where, string bridge) => string.Join('\n',
        (await KernelText.LinesAsync(where, "ip -4 route show")).Where(line => line.StartsWith("172.17.", StringComparison.Ordinal))
            .Select(line => line.Replace(" proto 77", "", StringComparison.Ordinal).Replace(bridge, "bridge", StringComparison.Ordinal)
                .Replace(" linkdown", "", StringComparison.Ordinal)).Order());
}
