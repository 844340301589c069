using System.Buffers;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan;

/// <summary>Names of CloudNet's links on a host. The kernel allows 15 characters.</summary>
internal static class LinkNames
{
    /// <summary>What the name of every link of CloudNet's begins with.</summary>
    public const string Prefix = "cn-";

    /// <summary>What the name of every WireGuard device begins with.</summary>
    public const string WireguardPrefix = Prefix + "wg";

    /// <summary>What the name of every TUN of the driver udp begins with.</summary>
    public const string UdpPrefix = Prefix + "ud";

    /// <summary>What the name of every Open vSwitch bridge, and of each of its ports, begins with.</summary>
    public const string SwitchPrefix = Prefix + "ov";

    private const int VethDigits = 12;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The bridge of a network.</summary>
    public static string Bridge(int vni) => $"{Prefix}br{vni}";

    /// <summary>The VXLAN device of a network.</summary>
    public static string Vxlan(int vni) => $"{Prefix}vx{vni}";

    /// <summary>The WireGuard device of a network.</summary>
    public static string Wireguard(int vni) => $"{WireguardPrefix}{vni}";

    /// <summary>The TUN of a network of the driver udp.</summary>
    public static string Udp(int vni) => $"{UdpPrefix}{vni}";

    /// <summary>The Open vSwitch bridge of a network of the driver gre, and its local port.</summary>
    public static string Switch(int vni) => $"{SwitchPrefix}{vni}";

    /// <summary>All links that a network of this number may have, whatever its driver, but for its workloads' veths.</summary>
    public static IEnumerable<string> OfNetwork(int vni) => [Bridge(vni), Vxlan(vni), Wireguard(vni), Udp(vni), Switch(vni)];

    /// <summary>Whether a link with this name is the host side of a workload's veth: nothing of CloudNet's stands on it.</summary>
    public static bool IsVeth(string name) =>
        name.Length == Prefix.Length + VethDigits && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>
    /// The host side of a workload's veth: the last 12 hex digits of its id, which are random in UUID version 7.
    /// Twelve digits cannot collide with the others' letters and a number: of each at least one is no hex digit.
    /// </summary>
    public static string Veth(WorkloadId workload) => string.Concat(Prefix, workload.Value.ToString("N").AsSpan(20));
}
