using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The workload's side of a veth. The kernel does not tell the host what is set inside another namespace, so this is kept as
/// the alias of the host's side, written when all of it was done: a veth with no such alias is half made.
/// </summary>
/// <param name="InterfaceName">Its name inside the workload's namespace.</param>
/// <param name="Address">The workload's address.</param>
/// <param name="PrefixLength">Length of the lease's prefix.</param>
/// <param name="Mac">Its MAC.</param>
/// <param name="Gateway">The gateway: the bridge's address.</param>
/// <param name="Range">The network's range, routed to the gateway.</param>
/// <param name="NetnsPath">Where the namespace was found. Not part of equality: one namespace may go by many paths.</param>
internal sealed record VethPeer(
    string InterfaceName, IPAddress Address, int PrefixLength, MacAddress Mac, IPAddress Gateway, IPNetwork Range, string NetnsPath)
{
    /// <summary>The kernel keeps 255 bytes of an alias.</summary>
    public const int LongestText = 255;

    /// <summary>Equal in all but the path.</summary>
    public bool Equals(VethPeer? other) =>
        other is not null && InterfaceName == other.InterfaceName && Address.Equals(other.Address) && PrefixLength == other.PrefixLength
        && Mac == other.Mac && Gateway.Equals(other.Gateway) && Range.Equals(other.Range);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InterfaceName, Address, Mac);

    /// <summary>The alias: <c>eth0 10.100.1.2/24 0a:… via 10.100.1.1 for 10.100.0.0/16 in /run/netns/web</c>.</summary>
    public override string ToString() => $"{InterfaceName} {Address}/{PrefixLength} {Mac} via {Gateway} for {Range} in {NetnsPath}";

    /// <summary>Reads an alias; null where it is none of CloudNet's.</summary>
    public static VethPeer? Parse(string? alias) =>
        alias?.Split(' ', 9) is [var name, var address, var mac, "via", var gateway, "for", var range, "in", var path]
        && address.Split('/') is [var host, var length]
        && IPAddress.TryParse(host, out var hostAddress) && int.TryParse(length, out var prefixLength)
        && MacAddress.TryParse(mac, null, out var macAddress) && IPAddress.TryParse(gateway, out var gatewayAddress)
        && IPNetwork.TryParse(range, out var network)
            ? new(name, hostAddress, prefixLength, macAddress, gatewayAddress, network, path)
            : null;
}
