using System.Net;

namespace CloudNet.EndToEnd.Networks;

/// <summary>Input 1: flannel's own example, network 10.100.0.0/16 with a /24 for each of three hosts, over VXLAN.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class VxlanNetworkTests(SharedLab lab)
{
    public static TheoryData<int, int> Pairs => new() { { 0, 1 }, { 0, 2 }, { 1, 0 }, { 1, 2 }, { 2, 0 }, { 2, 1 } };

    [Fact]
    public async Task EachHostHasASubnetOfItsOwn()
    {
        var leases = (await lab.Api.NetworkAsync("blue")).Leases;
        var subnets = leases.Where(lease => lease.HostName is "v1" or "v2" or "v3").Select(lease => lease.Subnet).ToList();
        Assert.Equal(3, subnets.Distinct().Count());
        Assert.All(subnets, subnet => Assert.Equal(24, subnet.PrefixLength));
        Assert.All(subnets, subnet => Assert.True(IPNetwork.Parse("10.100.0.0/16").Contains(subnet.BaseAddress)));
        Assert.All(lab.Blue, container => Assert.Contains(subnets, subnet => subnet.Contains(container.Address)));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task ContainersOnDifferentHostsPingEachOther(int from, int to) =>
        Assert.True(await lab.Blue[from].PingsAsync(lab.Blue[to]));

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task TcpArrivesWithTheContainersOwnAddress(int from, int to) =>
        Assert.Equal(lab.Blue[from].Address, await lab.Blue[from].SeenByAsync(lab.Blue[to]));

    [Fact]
    public async Task ContainersOnOneHostReachEachOther()
    {
        var second = await lab.V1.AttachAsync("blue");
        Assert.Equal(second.Address, await second.SeenByAsync(lab.Blue[0]));
        Assert.Equal(lab.Blue[0].Address, await lab.Blue[0].SeenByAsync(second));
    }

    [Fact]
    public async Task AHostReachesARemoteContainerAsItsGateway()
    {
        var seen = await Reach.SeenByAsync(lab.V1.Namespace, lab.Blue[1].Address);
        Assert.Equal(await KernelText.AddressAsync(lab.V1, $"cn-br{lab.BlueNetwork.Vni}"), seen);
    }

    [Fact]
    public async Task AContainerReachesTheInternetAsItsHost()
    {
        foreach (var container in lab.Blue) Assert.Equal(container.Host.Address, await container.SeenByInternetAsync());
    }

    [Fact]
    public async Task APeerCostsOneRouteOneNeighbourAndOneFdbEntry()
    {
        var device = $"cn-vx{lab.BlueNetwork.Vni}";
        var peers = (await lab.Api.NetworkAsync("blue")).Leases.Where(lease => lease.HostName != "v1").Select(lease => lease.Subnet).ToList();
        var routes = await KernelText.LinesAsync(lab.V1, $"ip -4 route show dev {device}");
        var neighbours = await KernelText.LinesAsync(lab.V1, $"ip -4 neighbour show dev {device}");
        var entries = await KernelText.LinesAsync(lab.V1, $"bridge fdb show dev {device}");
        Assert.Equal(peers.Select(peer => peer.ToString()).Order(), routes.Select(line => line.Split(' ')[0]).Order());
        Assert.All(routes, line => Assert.Matches(@"^(\S+)\.0/24 via \1\.0 proto 77 src 10\.100\.\d+\.1 onlink$", line));
        Assert.Equal(peers.Select(peer => peer.BaseAddress.ToString()).Order(), neighbours.Select(line => line.Split(' ')[0]).Order());
        Assert.All(neighbours, line => Assert.EndsWith(" PERMANENT", line, StringComparison.Ordinal));
        Assert.Equal(peers.Count, entries.Length);
        Assert.All(entries, line => Assert.Matches(@"^0a:\S+ dst 192\.168\.124\.\d+ self permanent$", line));
    }

    [Fact]
    public async Task TheMtuLeavesRoomForTheTunnel()
    {
        var links = await KernelText.LinesAsync(lab.Blue[0].Namespace, "ip -o link show");
        Assert.Contains(links, line => line.Contains("mtu 1450 ", StringComparison.Ordinal));
        // The largest packet that fits, not to be cut on the way: 1450 less the headers of IPv4 and ICMP.
        var ping = await lab.Blue[0].Namespace.TryAsync("ping", "-n", "-c", "1", "-W", "1", "-M", "do", "-s", "1422", lab.Blue[1].Address.ToString());
        Assert.Equal(0, ping.Status);
    }
}
