using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>What the planner must know of the host itself: the link that carries traffic to its peers.</summary>
/// <param name="UnderlayLink">Name of the link that holds the underlay address.</param>
/// <param name="UnderlayMtu">That link's MTU in bytes.</param>
/// <param name="UnderlayAddress">The address that peers send to.</param>
/// <param name="UnderlayNetwork">The on-link prefix: what that link reaches without a router.</param>
/// <param name="Advertised">Links that take IPv6 routes from router advertisements, and would no longer when the host forwards.</param>
/// <param name="HasIpv6">Whether the kernel has IPv6 at all; one started with ipv6.disable=1 has not.</param>
/// <param name="Wireguard">What WireGuard is made by.</param>
/// <param name="Keys">This host's own WireGuard keys.</param>
/// <param name="PathMtus">Paths that carry less than their links promise; null: none.</param>
/// <param name="Switch">What it has of Open vSwitch.</param>
/// <param name="Preshared">Files of the secrets that it shares with others, by <see cref="Contracts.Views.PresharedKey.Mark"/>; null: none.</param>
/// <param name="HasBridgeFilter">Whether its kernel can have the packet filter see what a bridge passes on (br_netfilter).</param>
/// <param name="Filtered">Bridges of CloudNet's of which it does now: while a network's services are not known, what they need stays as it is.</param>
internal sealed record HostFacts(
    string UnderlayLink, int UnderlayMtu, IPAddress UnderlayAddress, IPNetwork UnderlayNetwork, ImmutableArray<string> Advertised,
    bool HasIpv6 = true, WireguardKind Wireguard = WireguardKind.None, ImmutableArray<OwnKey> Keys = default, PathMtus? PathMtus = null,
    SwitchKind Switch = SwitchKind.None, ImmutableDictionary<string, string>? Preshared = null,
    bool HasBridgeFilter = true, ImmutableArray<string> Filtered = default)
{
    /// <summary>Its own key of a generation; null where it has none yet.</summary>
    public OwnKey? KeyOf(int generation) => Keys.IsDefault ? null : Keys.FirstOrDefault(key => key.Generation == generation);
}
