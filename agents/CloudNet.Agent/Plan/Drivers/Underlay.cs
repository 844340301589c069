using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>What a driver's packets leave the host through: the host's own link, or WireGuard's where the network is encrypted.</summary>
/// <param name="Link">The link.</param>
/// <param name="Mtu">Bytes that fit through it in one piece.</param>
/// <param name="Address">The address on it that peers send to.</param>
/// <param name="OnLink">What it reaches without a router.</param>
internal sealed record Underlay(string Link, int Mtu, IPAddress Address, IPNetwork OnLink)
{
    /// <summary>Bytes of an IP header of its family, without options (RFC 791, RFC 8200).</summary>
    public int IpHeader => Family == AddressFamily.InterNetwork ? 20 : 40;

    /// <summary>The address's family.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>The host's own.</summary>
    public static Underlay Of(HostFacts facts) => new(facts.UnderlayLink, facts.UnderlayMtu, facts.UnderlayAddress, facts.UnderlayNetwork);
}
