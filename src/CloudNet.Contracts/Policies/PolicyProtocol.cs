using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>What a policy may be about.</summary>
[JsonConverter(typeof(PolicyProtocolConverter))]
public enum PolicyProtocol
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp,

    /// <summary>UDP (RFC 768).</summary>
    Udp,

    /// <summary>SCTP (RFC 9260).</summary>
    Sctp,

    /// <summary>ICMP (RFC 792), and ICMPv6 (RFC 4443) of IPv6; it has no ports.</summary>
    Icmp,
}
