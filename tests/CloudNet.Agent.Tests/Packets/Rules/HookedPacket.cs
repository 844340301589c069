using System.Net;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A packet as chains see it, and what they do to it.</summary>
/// <param name="packet">The packet.</param>
/// <param name="flow">Its connection.</param>
internal sealed class HookedPacket(Packet packet, Flow flow)
{
    /// <summary>The packet as it is now.</summary>
    public Packet Packet => packet;

    /// <summary>Its connection; rules of NAT change it.</summary>
    public Flow Flow { get; set; } = flow;

    /// <summary>The link that it came in by, to a table of bridges a port; empty: none.</summary>
    public string InLink { get; init; } = "";

    /// <summary>The bridge that <see cref="InLink"/> is a port of; empty: it is none.</summary>
    public string Bridge { get; init; } = "";

    /// <summary>The link that it leaves by; empty: none, or it is not known yet.</summary>
    public string OutLink { get; init; } = "";

    /// <summary>Whether it is answer to a first packet, or after one that was answered.</summary>
    public bool IsEstablished { get; init; }

    /// <summary>What chance decides.</summary>
    public Choices Choices { get; init; } = new();

    /// <summary>Tells whether an address is the host's own.</summary>
    public Func<IPAddress, bool> IsLocal { get; init; } = _ => false;

    /// <summary>Tells whom the host is to others where it sends there by a link.</summary>
    public Func<string, IPAddress, IPAddress?> AddressAt { get; init; } = (_, _) => null;

    /// <summary>What rules put into sets and maps, each by its name.</summary>
    public List<(string Set, SetElement Element)> Kept { get; init; } = [];

    /// <summary>The rule that decided last; empty: none did.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>A rule decided.</summary>
    public void By(RuleChain chain, string rule) => Rule = $"{chain.Table.Name} {chain.Name}: {rule}";
}
