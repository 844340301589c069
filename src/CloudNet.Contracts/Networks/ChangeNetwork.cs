namespace CloudNet.Contracts.Networks;

/// <summary>
/// Asks for another way for a network's packets to cross, or for NAT or none. What is left out stays as it is. NAT changes at once; anything else host by
/// host while workloads talk, and not at all where a host cannot.
/// </summary>
/// <param name="Driver">How packets cross between hosts; see <see cref="CreateNetwork"/>.</param>
/// <param name="Nat">Whether traffic that leaves the network is masqueraded as its host's address. Connections that are open stay as they are.</param>
/// <param name="Mtu">Bytes, 576 to 9000, 1280 or more where the network has IPv6; 0: measured by each host.</param>
/// <param name="Port">UDP port that hosts send to, 1 to 65,535; left out with another driver or encryption: that way's usual one.</param>
/// <param name="Encrypted">Whether the driver runs over WireGuard.</param>
/// <param name="DirectRouting">Whether hosts on one link reach each other by plain routes (driver <c>vxlan</c>, not encrypted).</param>
/// <param name="Preshared">Whether its hosts share a secret besides their WireGuard keys, which the controller makes.</param>
public sealed record ChangeNetwork(
    string? Driver = null, bool? Nat = null, int? Mtu = null, int? Port = null, bool? Encrypted = null, bool? DirectRouting = null,
    bool? Preshared = null);
