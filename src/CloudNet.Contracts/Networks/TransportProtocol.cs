using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>What a port is of.</summary>
[JsonConverter(typeof(TransportProtocolConverter))]
public enum TransportProtocol
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp,

    /// <summary>UDP (RFC 768).</summary>
    Udp,

    /// <summary>SCTP (RFC 9260); of services alone.</summary>
    Sctp,
}
