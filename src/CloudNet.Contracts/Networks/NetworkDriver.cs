using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>How packets of a network cross between hosts.</summary>
[JsonConverter(typeof(NetworkDriverConverter))]
public enum NetworkDriver
{
    /// <summary>Plain routes to each peer's underlay address; all hosts share one link (flannel's host-gw). No overhead.</summary>
    Routed,

    /// <summary>VXLAN (RFC 7348) at layer 3: one route, one neighbour and one FDB entry a peer. 50 bytes over IPv4.</summary>
    Vxlan,
}
