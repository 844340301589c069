using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>A network as the API shows it.</summary>
/// <param name="Id">The network.</param>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="Ranges">What its hosts' subnets are cut from: IPv4 first, then by address.</param>
/// <param name="Driver">How packets cross between hosts.</param>
/// <param name="Nat">Whether what leaves the network is masqueraded.</param>
/// <param name="Mtu">Bytes, or null where each host takes its underlay's MTU less the overhead.</param>
/// <param name="Vni">Number of the network in the name of its bridge; unique in the tenant; 1 to 16,777,215.</param>
/// <param name="Revision">Revision of the network's stream.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Leases">The subnets held or reserved in it.</param>
/// <param name="Port">UDP port that hosts send to; null where the driver has none.</param>
/// <param name="Encrypted">Whether the driver runs over WireGuard.</param>
/// <param name="DirectRouting">Whether hosts on one link reach each other by plain routes.</param>
/// <param name="WireVni">Number of its way across, on the wire and in the names of tunnels: another than <paramref name="Vni"/> once that way has changed.</param>
/// <param name="Preshared">Whether its hosts share a secret besides their WireGuard keys.</param>
/// <param name="Next">The way across that it is on its way to; null: it stays as it is.</param>
public sealed record NetworkRecord(
    NetworkId Id, string Name, IReadOnlyList<RangeRecord> Ranges, NetworkDriver Driver, bool Nat, int? Mtu, int Vni, long Revision,
    DateTimeOffset CreatedAt, IReadOnlyList<LeaseRecord> Leases, int? Port = null, bool Encrypted = false, bool DirectRouting = false,
    int? WireVni = null, bool Preshared = false, PlaneRecord? Next = null);
