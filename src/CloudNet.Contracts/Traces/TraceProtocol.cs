using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Traces;

/// <summary>What is sent to be traced.</summary>
[JsonConverter(typeof(TraceProtocolConverter))]
public enum TraceProtocol
{
    /// <summary>An ICMP echo request (RFC 792; RFC 4443, 4.1).</summary>
    Icmp,

    /// <summary>A TCP connection that begins; it is closed again at once.</summary>
    Tcp,

    /// <summary>A UDP datagram without data.</summary>
    Udp,
}
