using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Networks;

/// <summary>Asks for a new network. Everything is text or a plain number here: it is parsed, and refused, all at once.</summary>
/// <param name="Name">Required; lower-case letters, digits and hyphens, 1 to 63 characters, a letter first; unique in the tenant.</param>
/// <param name="Range">
/// Required; an IPv4 or IPv6 CIDR without host bits, such as <c>10.100.0.0/16</c>; overlaps no other network of the tenant.
/// </param>
/// <param name="SubnetLength">
/// Prefix length of a host's subnet; default 24 for IPv4 and 64 for IPv6, or range length + 2 where that is longer; at most 30 and 126.
/// </param>
/// <param name="Driver">
/// How packets cross between hosts: <c>vxlan</c> (default), <c>routed</c>, <c>udp</c>, <c>wireguard</c> or <c>bridge</c>.
/// </param>
/// <param name="Nat">Whether traffic that leaves the network is masqueraded as its host's address; default true.</param>
/// <param name="Mtu">
/// Bytes, 576 to 9000, 1280 or more where the network has IPv6; default: the underlay's MTU less the driver's overhead, measured by each host.
/// </param>
/// <param name="SubnetMin">Address of the lowest subnet that is given to hosts; default: the range's second subnet.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given to hosts; default: the range's last subnet.</param>
/// <param name="MoreRanges">
/// Further ranges. One of the other family makes the network dual-stack: each host gets a subnet of both, and each
/// workload an address of both. The driver <c>routed</c> carries IPv6 between hosts whose underlay addresses are IPv6.
/// </param>
/// <param name="AllowOverlap">Whether it may overlap routes of the tenant's hosts; default false. Such a host cannot join unasked.</param>
/// <param name="Vni">Number on the wire and in link names, 1 to 16,777,215; no other network of the tenant has it; default: a free one.</param>
/// <param name="Port">
/// UDP port that hosts send to, 1 to 65,535. Default: 4789 for <c>vxlan</c> and <c>bridge</c>; a free one from 8285 for <c>udp</c>, and from
/// 51820 for <c>wireguard</c> and where the network is encrypted: there each network of a tenant has a port of its own.
/// </param>
/// <param name="Encrypted">Whether the driver runs over WireGuard; default false. With it down, nothing leaves in clear.</param>
/// <param name="DirectRouting">
/// Whether hosts on one link reach each other by plain routes, and others by the tunnel; default false; driver <c>vxlan</c>, not encrypted.
/// </param>
/// <param name="Preshared">Whether its hosts share a secret besides their WireGuard keys, which the controller makes; default false.</param>
public sealed record CreateNetwork(
    [property: Required] string? Name = null, [property: Required] string? Range = null, int? SubnetLength = null,
    string? Driver = null, bool? Nat = null, int? Mtu = null,
    string? SubnetMin = null, string? SubnetMax = null, IReadOnlyList<AddRange>? MoreRanges = null,
    bool? AllowOverlap = null, int? Vni = null, int? Port = null, bool? Encrypted = null, bool? DirectRouting = null,
    bool? Preshared = null);
