using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>How packets of a network cross between hosts.</summary>
[JsonConverter(typeof(NetworkDriverConverter))]
public enum NetworkDriver
{
    /// <summary>Plain routes to each peer's underlay address; all hosts share one link (flannel's host-gw). No overhead.</summary>
    Routed,

    /// <summary>VXLAN (RFC 7348) at layer 3: one route, one neighbour and one FDB entry a peer. 50 bytes over IPv4, 70 over IPv6.</summary>
    Vxlan,

    /// <summary>Bare IP in UDP, by a process of the agent's: for underlays that let only UDP through. 28 bytes over IPv4, 48 over IPv6.</summary>
    Udp,

    /// <summary>WireGuard: encrypted, each host with a key of its own. 60 bytes over IPv4, 80 over IPv6.</summary>
    Wireguard,

    /// <summary>One layer 2 segment on all hosts: a Linux bridge on each, VXLAN between them. 50 bytes over IPv4, 70 over IPv6.</summary>
    Bridge,

    /// <summary>One layer 2 segment on all hosts: Open vSwitch on each, GRE with a key between them (RFC 2890). 42 bytes over IPv4, 62 over IPv6.</summary>
    Gre,
}
