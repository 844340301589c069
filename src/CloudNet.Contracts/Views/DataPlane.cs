using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>One way for a network's packets to cross between its hosts: the driver, and all that it is set to.</summary>
/// <param name="Driver">How they cross.</param>
/// <param name="Vni">Number of this way on the wire and in the names of its links; 1 to 16,777,215.</param>
/// <param name="Port">UDP port that hosts send to; null where the driver has none.</param>
/// <param name="Mtu">Bytes; null: what the underlay carries less the overhead.</param>
/// <param name="Encrypted">Whether the driver runs over WireGuard.</param>
/// <param name="DirectRouting">Whether peers on the host's own link are reached by plain routes instead (driver vxlan).</param>
/// <param name="KeyGeneration">Which of the hosts' WireGuard keys are used; 0 where none are.</param>
/// <param name="Preshared">Whether its hosts share a secret besides (<see cref="PresharedKey"/>).</param>
public sealed record DataPlane(
    NetworkDriver Driver, int Vni, int? Port = null, int? Mtu = null, bool Encrypted = false, bool DirectRouting = false, int KeyGeneration = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Preshared = false)
{
    /// <summary>UDP port of VXLAN (RFC 7348, IANA).</summary>
    public const int VxlanPort = 4789;

    /// <summary>Lowest UDP port that the driver udp is given: flannel's.</summary>
    public const int LowestUdpPort = 8285;

    /// <summary>Lowest UDP port that WireGuard is given: its own documents' one.</summary>
    public const int WireguardPort = 51820;

    /// <summary>The UDP port that packets between hosts go to; null where the driver has none.</summary>
    [JsonIgnore]
    public int? UdpPort => Port ?? (Driver is NetworkDriver.Vxlan or NetworkDriver.Bridge ? VxlanPort : null);

    /// <summary>That, or the one that the driver takes where none was set: what a firewall between hosts sees; null: no UDP.</summary>
    [JsonIgnore]
    public int? WirePort => HasKeys ? Port ?? WireguardPort : UdpPort ?? (Driver == NetworkDriver.Udp ? LowestUdpPort : null);

    /// <summary>Whether packets between hosts are WireGuard's.</summary>
    [JsonIgnore]
    public bool HasKeys => Encrypted || Driver == NetworkDriver.Wireguard;

    /// <summary>Whether the network is one layer 2 segment.</summary>
    [JsonIgnore]
    public bool IsLayer2 => Driver is NetworkDriver.Bridge or NetworkDriver.Gre;
}
