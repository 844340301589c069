using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Paths;

/// <summary>Where packets to a peer are lost, as far as the prober can tell.</summary>
[JsonConverter(typeof(PathFaultConverter))]
public enum PathFault
{
    /// <summary>The peer does not answer at its underlay address either: it is down, or the network between the hosts is.</summary>
    Host,

    /// <summary>The peer answers at its underlay address, and not through the network: its tunnel is not let through, or is not built there.</summary>
    Tunnel,
}
