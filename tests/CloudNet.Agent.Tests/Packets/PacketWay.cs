using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A packet on its way through a host.</summary>
/// <param name="flow">Its connection.</param>
/// <param name="packet">The packet as it came.</param>
internal sealed class PacketWay(Flow flow, Packet packet)
{
    /// <summary>The packet as it is now.</summary>
    public Packet Packet { get; private set; } = packet;

    /// <summary>Its connection.</summary>
    public Flow Flow { get; set; } = flow;

    /// <summary>Whether it goes from who was called to who called.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Whether its connection was answered.</summary>
    public bool IsEstablished { get; init; }

    /// <summary>Does what was decided of where it is led: an answer goes to who really called.</summary>
    public void Lead() => Packet = IsAnswer
        ? Packet with { Destination = Flow.Original.Source, DestinationPort = Flow.Original.SourcePort }
        : Packet with { Destination = Flow.Translated.Destination, DestinationPort = Flow.Translated.DestinationPort };

    /// <summary>Does what was decided of whom it is from: an answer is from who was called.</summary>
    public void Say() => Packet = IsAnswer
        ? Packet with { Source = Flow.Original.Destination, SourcePort = Flow.Original.DestinationPort }
        : Packet with { Source = Flow.Translated.Source };
}
