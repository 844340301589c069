using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Networks;

/// <summary>A way for a network's packets to cross, as the API shows it.</summary>
/// <param name="Driver">How packets cross between hosts.</param>
/// <param name="Port">UDP port that hosts send to; null where the driver has none.</param>
/// <param name="Mtu">Bytes; null: measured by each host.</param>
/// <param name="Encrypted">Whether the driver runs over WireGuard.</param>
/// <param name="DirectRouting">Whether hosts on one link reach each other by plain routes.</param>
/// <param name="KeyGeneration">Which of the hosts' WireGuard keys are used; 0 where none are.</param>
/// <param name="Preshared">Whether its hosts share a secret besides.</param>
public sealed record PlaneRecord(NetworkDriver Driver, int? Port, int? Mtu, bool Encrypted, bool DirectRouting, int KeyGeneration, bool Preshared = false)
{
    /// <summary>A way across as it is shown.</summary>
    public static PlaneRecord Of(DataPlane plane) =>
        new(plane.Driver, plane.UdpPort, plane.Mtu, plane.Encrypted, plane.DirectRouting, plane.KeyGeneration, plane.Preshared);
}
