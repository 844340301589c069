using CloudNet.Contracts.Networks;

namespace CloudNet.Web.Networks;

/// <summary>How a network's packets cross, in words.</summary>
internal static class DriverText
{
    /// <summary>In a few: <c>vxlan, encrypted</c>.</summary>
    public static string Of(NetworkRecord network) =>
        network.Driver.ToString().ToLowerInvariant() + (network.Encrypted ? ", encrypted" : "") + (network.DirectRouting ? ", direct routing" : "");

    /// <summary>In a sentence, as it looks on the wire.</summary>
    public static string Wire(NetworkRecord network) => network.Encrypted
        ? $"{Inside(network)} over WireGuard, UDP port {network.Port}."
        : network.Driver switch
        {
            NetworkDriver.Routed => "Plain routes over the link that both hosts share.",
            NetworkDriver.Gre => $"{Inside(network)}.",
            NetworkDriver.Vxlan when network.DirectRouting => $"Plain routes where both hosts share a link, else VXLAN, VNI {network.Vni}, UDP port {network.Port}.",
            _ => $"{Inside(network)}, UDP port {network.Port}.",
        };

    private static string Inside(NetworkRecord network) => network.Driver switch
    {
        NetworkDriver.Routed => "Routes",
        NetworkDriver.Udp => "Bare IP in UDP",
        NetworkDriver.Wireguard => "WireGuard",
        NetworkDriver.Bridge => $"One layer 2 segment, VXLAN, VNI {network.Vni}",
        NetworkDriver.Gre => $"One layer 2 segment, GRE by Open vSwitch, key {network.Vni}",
        _ => $"VXLAN, VNI {network.Vni}",
    };
}
