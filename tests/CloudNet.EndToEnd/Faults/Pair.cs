using System.Globalization;

namespace CloudNet.EndToEnd.Faults;

/// <summary>Two containers of a network on two hosts.</summary>
public sealed record Pair(string Driver, int Mtu, int Vni, Container From, Container To)
{
    public const int UdpPort = 7;

    /// <summary>The link of its host whose loss takes the driver's way to its peers along; of plain routes the bridge, which has no way of its own.</summary>
    public string Link => Driver switch
    {
        "routed" => $"cn-br{Vni}",
        "udp" => $"cn-ud{Vni}",
        "wireguard" => $"cn-wg{Vni}",
        "gre" => $"cn-ov{Vni}",
        _ => $"cn-vx{Vni}",
    };

    /// <summary>Whether a datagram of so many bytes, that may not be cut on its way, comes back whole.</summary>
    public async Task<bool> EchoesAsync(int bytes) => (await From.Namespace.TypeAsync(string.Create(CultureInfo.InvariantCulture,
        $"head -c {bytes} /dev/zero | socat -t1 -b65000 - UDP4:{To.Address}:{UdpPort},mtudiscover=2 | wc -c"))).Trim() == bytes.ToString(CultureInfo.InvariantCulture);
}
