using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Hosts;

/// <summary>Whether a host can build a network, by what its agent said of it.</summary>
public static class DriverRules
{
    /// <summary>
    /// Refuses a host that cannot build the network. One that never linked has said nothing yet and is let in; an agent from before
    /// abilities were told knows plain routes and VXLAN alone.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="plane">How its packets cross.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="underlay">The family of its own address.</param>
    /// <param name="hasLinked">Whether its agent was ever heard of.</param>
    /// <param name="abilities">What it said it can; null: nothing.</param>
    public static Refusal? OfJoin(
        LeasedNetwork network, DataPlane plane, string host, AddressFamily underlay, bool hasLinked, IReadOnlyCollection<DriverAbility>? abilities)
    {
        if (plane is { Driver: NetworkDriver.Routed, Encrypted: false } && underlay == AddressFamily.InterNetwork
            && network.Families.Contains(AddressFamily.InterNetworkV6))
            return Cannot(network, host, "the driver routed carries no IPv6 between hosts whose underlay addresses are IPv4. "
                + "Give the hosts IPv6 underlay addresses, or use a network with the driver vxlan.");
        if (!hasLinked) return null;
        return Needed(plane).Select(driver => WhyNot(driver, plane, abilities)).FirstOrDefault(why => why is not null) is { } problem
            ? Cannot(network, host, problem)
            : null;
    }

    // WireGuard alone is told of once.
    private static IEnumerable<NetworkDriver> Needed(DataPlane plane) =>
        plane.Encrypted ? new[] { NetworkDriver.Wireguard, plane.Driver }.Distinct() : [plane.Driver];

    private static string? WhyNot(NetworkDriver driver, DataPlane plane, IReadOnlyCollection<DriverAbility>? abilities)
    {
        if (abilities is null)
            return driver is NetworkDriver.Routed or NetworkDriver.Vxlan ? null
                : $"its agent has not said yet whether it has the driver {DataPlaneRules.NameOf(driver)}. Try again in a moment; one of an older version never does: upgrade it.";
        var said = abilities.FirstOrDefault(ability => ability.Driver == driver);
        return said is null ? $"its agent does not know the driver {DataPlaneRules.NameOf(driver)}. Upgrade it."
            : said.WhyNot ?? (plane.Encrypted ? said.WhyNotEncrypted : null)
            ?? (plane.Preshared && driver == NetworkDriver.Wireguard && !said.Preshared ? "its agent does not know pre-shared keys. Upgrade it." : null);
    }

    private static Refusal Cannot(LeasedNetwork network, string host, string why) =>
        new(RefusalKind.Conflict, "The host cannot build the network", $"Host '{host}' cannot be in network '{network.Name}': {why}");
}
