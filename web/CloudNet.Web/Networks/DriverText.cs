using CloudNet.Contracts.Networks;

namespace CloudNet.Web.Networks;

/// <summary>How a network's packets cross, in words.</summary>
internal static class DriverText
{
    /// <summary>The driver as the API spells it.</summary>
    public static string NameOf(NetworkDriver driver) => driver.ToString().ToLowerInvariant();

    /// <summary>Whether its hosts have WireGuard keys.</summary>
    public static bool HasKeys(NetworkRecord network) => network.Encrypted || network.Driver == NetworkDriver.Wireguard;

    /// <summary>In a few: <c>vxlan, encrypted</c>.</summary>
    public static string Of(NetworkRecord network) =>
        NameOf(network.Driver) + (network.Encrypted ? ", encrypted" : "") + (network.Preshared ? ", pre-shared key" : "")
        + (network.DirectRouting ? ", direct routing" : "");

    /// <summary>In a sentence, as it looks on the wire.</summary>
    public static string Wire(NetworkRecord network) => network.Encrypted
        ? $"{Inside(network)} over WireGuard, UDP port {network.Port}."
        : network.Driver switch
        {
            NetworkDriver.Routed => "Plain routes over the link that both hosts share.",
            NetworkDriver.Gre => $"{Inside(network)}.",
            NetworkDriver.Vxlan when network.DirectRouting => $"Plain routes where both hosts share a link, else VXLAN, VNI {Vni(network)}, UDP port {network.Port}.",
            _ => $"{Inside(network)}, UDP port {network.Port}.",
        };

    private static string Inside(NetworkRecord network) => network.Driver switch
    {
        NetworkDriver.Routed => "Routes",
        NetworkDriver.Udp => "Bare IP in UDP",
        NetworkDriver.Wireguard => "WireGuard",
        NetworkDriver.Bridge => $"One layer 2 segment, VXLAN, VNI {Vni(network)}",
        NetworkDriver.Gre => $"One layer 2 segment, GRE by Open vSwitch, key {Vni(network)}",
        _ => $"VXLAN, VNI {Vni(network)}",
    };

    private static int Vni(NetworkRecord network) => network.WireVni ?? network.Vni;
}
