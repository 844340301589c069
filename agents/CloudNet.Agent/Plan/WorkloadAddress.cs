using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>An address of a workload in the host's subnet, as it is set inside.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Length of the subnet's prefix.</param>
internal readonly record struct WorkloadAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>The gateway: the bridge's address in the same subnet.</summary>
    public IPAddress Gateway => HostSubnet.GatewayOf(AddressNumber.Subnet(Address, PrefixLength));

    /// <summary>Whether it is IPv6.</summary>
    public bool IsIpv6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Whether a range is of its family, and needs a route: where the subnet is the whole range, the address has brought it.</summary>
    public bool Routes(IPNetwork range) =>
        range.BaseAddress.AddressFamily == Address.AddressFamily && (PrefixLength > range.PrefixLength || !range.Contains(Address));

    /// <summary>As <c>ip</c> takes it: <c>10.100.1.2/24</c>.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";

    /// <summary>Reads it; null where it is none.</summary>
    public static WorkloadAddress? Parse(string text) =>
        text.Split('/') is [var host, var length] && IPAddress.TryParse(host, out var address) && int.TryParse(length, out var prefixLength)
        && prefixLength >= 0 && prefixLength <= HostSubnet.LongestPrefix(address.AddressFamily)
            ? new(address, prefixLength)
            : null;
}
