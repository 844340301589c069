using System.Net;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Dataplane;

/// <summary>The same links as CloudNet makes, set up by hand with <c>ip</c> and <c>bridge</c> on two machines of their own.</summary>
internal static class HandMade
{
    /// <summary>Two containers on two hosts, joined by plain routes or by VXLAN.</summary>
    /// <returns>The one that calls, and the address of the one that answers.</returns>
    public static async Task<(NetworkNamespace From, NetworkNamespace To, IPAddress Address)> PairAsync(Lab lab, string driver, int net)
    {
        var hosts = new[] { await lab.PlugAsync($"hand{net}a", At(net, 1)), await lab.PlugAsync($"hand{net}b", At(net, 2)) };
        var ends = new[] { await lab.NamespaceAsync($"hand{net}ac"), await lab.NamespaceAsync($"hand{net}bc") };
        for (var at = 0; at < 2; at++)
        {
            var (own, peer) = (at + 1, 2 - at);
            var mtu = driver == "vxlan" ? 1450 : 1500;
            await hosts[at].TypeAsync($"""
                set -e; echo 1 >/proc/sys/net/ipv4/ip_forward
                ip link add br0 mtu {mtu} type bridge; ip address add 10.{net}.{own}.1/24 dev br0; ip link set br0 up
                ip link add c0 mtu {mtu} type veth peer name eth0 netns {ends[at].Name}; ip link set c0 master br0 up
                {(driver == "vxlan" ? Vxlan(net, own, peer) : $"ip route add 10.{net}.{peer}.0/24 via {At(net, peer)} dev eth0")}
                """);
            await ends[at].TypeAsync($"ip address add 10.{net}.{own}.2/24 dev eth0; ip link set eth0 mtu {mtu} up; ip route add default via 10.{net}.{own}.1");
        }
        return (ends[0], ends[1], IPAddress.Parse($"10.{net}.2.2"));
    }

    private static string Vxlan(int net, int own, int peer) => $"""
        ip link add vx0 address 0a:00:00:00:00:0{own} mtu 1450 type vxlan id {net} local {At(net, own)} dstport 4789 nolearning
        ip address add 10.{net}.{own}.0/32 dev vx0; ip link set vx0 up
        ip neigh add 10.{net}.{peer}.0 lladdr 0a:00:00:00:00:0{peer} dev vx0 nud permanent
        bridge fdb add 0a:00:00:00:00:0{peer} dev vx0 dst {At(net, peer)} self permanent
        ip route add 10.{net}.{peer}.0/24 via 10.{net}.{peer}.0 dev vx0 onlink
        """;

    private static IPAddress At(int net, int own) => IPAddress.Parse($"192.168.124.{net + own}");
}
