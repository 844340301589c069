using System.Globalization;
using System.Net;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>The same links as CloudNet makes, set up by hand with <c>ip</c>, <c>bridge</c> and <c>wg</c> on two machines of their own.</summary>
/// <param name="lab">The lab.</param>
/// <param name="net">Tells the pairs of one lab apart, in names, addresses and numbers on the wire; 60, 70 … 240.</param>
internal sealed class HandMade(Lab lab, int net)
{
    private const string Sockets = "/run/wireguard";
    private const string Prefix = "bench";

    /// <summary>Two containers on two hosts, joined by hand.</summary>
    /// <returns>The one that calls, and the one that answers.</returns>
    public async Task<Ends> PairAsync(string kind)
    {
        var hosts = new[] { await lab.PlugAsync($"hand{net}a", At(1)), await lab.PlugAsync($"hand{net}b", At(2)) };
        var ends = new[] { await lab.NamespaceAsync($"hand{net}ac"), await lab.NamespaceAsync($"hand{net}bc") };
        var keys = kind == "wireguard" ? new[] { await KeyAsync(1), await KeyAsync(2) } : [];
        var mtu = kind switch { "routed" => 1500, "wireguard" => 1440, _ => 1450 };
        for (var at = 0; at < 2; at++)
        {
            var (own, peer) = (at + 1, 2 - at);
            var length = kind == "bridge" ? 16 : 24;
            var link = kind switch
            {
                "routed" => $"ip route add 10.{net}.{peer}.0/24 via {At(peer)} dev eth0",
                "vxlan" => Vxlan(own, peer),
                "bridge" => Bridge(own, peer),
                "wireguard" => Wireguard(own, peer, keys[2 - own]),
                _ => throw new ArgumentException($"'{kind}' is not made by hand.", nameof(kind)),
            };
            await hosts[at].TypeAsync($"""
                set -e; echo 1 >/proc/sys/net/ipv4/ip_forward
                ip link add br0 mtu {mtu} type bridge; ip address add 10.{net}.{own}.1/{length} dev br0; ip link set br0 up
                ip link add c0 mtu {mtu} type veth peer name eth0 netns {ends[at].Name}; ip link set c0 master br0 up
                {link}
                """);
            await ends[at].TypeAsync($"ip address add 10.{net}.{own}.2/{length} dev eth0; ip link set eth0 mtu {mtu} up; ip route add default via 10.{net}.{own}.1");
        }
        return new(ends[0], ends[1], IPAddress.Parse($"10.{net}.2.2"));
    }

    /// <summary>Removes what processes that were killed have left outside of the lab.</summary>
    public static void Leave()
    {
        if (!Directory.Exists(Sockets)) return;
        foreach (var left in Directory.EnumerateFiles(Sockets, Prefix + "*.sock")) File.Delete(left);
    }

    private string Vxlan(int own, int peer) => $"""
        ip link add vx0 address 0a:00:00:00:00:0{own} mtu 1450 type vxlan id {net} local {At(own)} dstport 4789 nolearning
        ip address add 10.{net}.{own}.0/32 dev vx0; ip link set vx0 up
        ip neigh add 10.{net}.{peer}.0 lladdr 0a:00:00:00:00:0{peer} dev vx0 nud permanent
        bridge fdb add 0a:00:00:00:00:0{peer} dev vx0 dst {At(peer)} self permanent
        ip route add 10.{net}.{peer}.0/24 via 10.{net}.{peer}.0 dev vx0 onlink
        """;

    private string Bridge(int own, int peer) => $"""
        ip link add vx0 mtu 1450 type vxlan id {net} local {At(own)} dstport 4789
        ip link set vx0 master br0 up
        bridge fdb append 00:00:00:00:00:00 dev vx0 dst {At(peer)} self permanent
        """;

    // The link's name is the whole machine's: wireguard-go keeps a socket by it.
    private string Wireguard(int own, int peer, string peerKey) => $"""
        wireguard-go {Link(own)} >/dev/null 2>&1
        wg set {Link(own)} private-key {KeyFile(own)} listen-port 51820 peer {peerKey} endpoint {At(peer)}:51820 allowed-ips 10.{net}.{peer}.0/24
        ip link set {Link(own)} mtu 1440 up
        ip route add 10.{net}.{peer}.0/24 dev {Link(own)}
        """;

    private async Task<string> KeyAsync(int own)
    {
        var made = (await Command.RunAsync("wg", "genkey")).Trim();
        await File.WriteAllTextAsync(KeyFile(own), made + "\n");
        return (await Command.RunAsync("sh", "-c", $"wg pubkey <{KeyFile(own)}")).Trim();
    }

    private string KeyFile(int own) => Path.Combine(lab.Folder, Link(own) + ".key");

    private string Link(int own) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{net}-{own}");

    private IPAddress At(int own) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"192.168.124.{net + own}"));
}
