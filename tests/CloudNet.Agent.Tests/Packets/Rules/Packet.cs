using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A packet.</summary>
/// <param name="Protocol">nft's word for what it carries: tcp, udp, sctp, icmp, ipv6-icmp.</param>
/// <param name="Source">Its source.</param>
/// <param name="SourcePort">Its source port.</param>
/// <param name="Destination">Its destination.</param>
/// <param name="DestinationPort">Its destination port.</param>
internal sealed record Packet(string Protocol, IPAddress Source, int SourcePort, IPAddress Destination, int DestinationPort)
{
    // One for all, so that packets are equal that have the same.
    private static readonly string[] First = ["syn"], Second = ["syn", "ack"];

    /// <summary>nft's word for its family.</summary>
    public string Ip => Destination.AddressFamily == AddressFamily.InterNetwork ? "ip" : "ip6";

    /// <summary>Whether it has ports.</summary>
    public bool HasPorts => Protocol is "tcp" or "udp" or "sctp";

    /// <summary>The flags of TCP that are set.</summary>
    public string[] Flags { get; init; } = First;

    /// <summary>nft's word for the kind of ICMP.</summary>
    public string IcmpType { get; init; } = "echo-request";

    /// <summary>How many hosts it may go by. Only what neighbours tell each other has all 255 (RFC 4861, 7.1).</summary>
    public int HopLimit { get; init; } = 64;

    /// <summary>Its answer.</summary>
    public Packet Answer => new(Protocol, Destination, DestinationPort, Source, SourcePort) { Flags = Second, IcmpType = "echo-reply" };

    /// <summary>Whether both are of one connection, in one direction.</summary>
    public bool IsAlong(Packet other) => (Protocol, Source, SourcePort, Destination, DestinationPort)
        .Equals((other.Protocol, other.Source, other.SourcePort, other.Destination, other.DestinationPort));

    /// <inheritdoc/>
    public override string ToString() => $"{Protocol} {new IPEndPoint(Source, SourcePort)} to {new IPEndPoint(Destination, DestinationPort)}";
}
