using System.Net;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A connection as a host's kernel knows it.</summary>
/// <param name="Original">Its first packet, as it came to the host.</param>
internal sealed record Flow(Packet Original)
{
    /// <summary>Where it is led instead; null: where it was sent to.</summary>
    public IPEndPoint? To { get; init; }

    /// <summary>Whom it is said to be from; null: whom it is from.</summary>
    public IPAddress? From { get; init; }

    /// <summary>Whether it was decided where it is led.</summary>
    public bool IsLed { get; init; }

    /// <summary>Whether it was decided whom it is from.</summary>
    public bool IsSaid { get; init; }

    /// <summary>Whether it was answered.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Its first packet, as it leaves the host.</summary>
    public Packet Translated => Original with
    {
        Source = From ?? Original.Source, Destination = To?.Address ?? Original.Destination, DestinationPort = To?.Port ?? Original.DestinationPort,
    };

    /// <summary>nft's words for what was done to it.</summary>
    public string[] Status => [.. To is null ? (string[])[] : ["dnat"], .. From is null ? (string[])[] : ["snat"], .. IsAnswered ? (string[])["seen-reply"] : []];
}
