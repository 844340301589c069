using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>An address of a workload, as it is set inside.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Length of the prefix that is on its link: the host's subnet, or a segment that all hosts share.</param>
/// <param name="HostGateway">On a segment that all hosts share, the address of its own host's bridge; else null.</param>
internal readonly record struct WorkloadAddress(IPAddress Address, int PrefixLength, IPAddress? HostGateway = null)
{
    private const char GatewayMark = '>';

    /// <summary>The gateway: the bridge's address.</summary>
    public IPAddress Gateway => HostGateway ?? HostSubnet.GatewayOf(AddressNumber.Subnet(Address, PrefixLength));

    /// <summary>Whether it is IPv6.</summary>
    public bool IsIpv6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Whether a range is of its family, and needs a route: where the prefix is the whole range, the address has brought it.</summary>
    public bool Routes(IPNetwork range) =>
        range.BaseAddress.AddressFamily == Address.AddressFamily && (PrefixLength > range.PrefixLength || !range.Contains(Address));

    /// <summary>As <c>ip</c> takes it: <c>10.100.1.2/24</c>.</summary>
    public string OnLink => $"{Address}/{PrefixLength}";

    /// <summary>All of it: <c>10.100.1.2/24</c>, or on a shared segment <c>10.100.1.2/16&gt;10.100.1.1</c>.</summary>
    public override string ToString() => HostGateway is null ? OnLink : $"{OnLink}{GatewayMark}{HostGateway}";

    /// <summary>Reads it; null where it is none.</summary>
    public static WorkloadAddress? Parse(string text)
    {
        var parts = text.Split(GatewayMark);
        IPAddress? gateway = null;
        if (parts.Length > 2 || (parts.Length == 2 && !IPAddress.TryParse(parts[1], out gateway))) return null;
        return parts[0].Split('/') is [var host, var length] && IPAddress.TryParse(host, out var address) && int.TryParse(length, out var prefixLength)
            && prefixLength >= 0 && prefixLength <= HostSubnet.LongestPrefix(address.AddressFamily)
                ? new(address, prefixLength, gateway)
                : null;
    }
}
