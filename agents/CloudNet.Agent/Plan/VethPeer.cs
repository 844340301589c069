using System.Collections.Immutable;
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
/// <param name="Ranges">The network's ranges, routed to the gateway.</param>
/// <param name="NetnsPath">Where the namespace was found. Not part of equality: one namespace may go by many paths.</param>
internal sealed record VethPeer(
    string InterfaceName, IPAddress Address, int PrefixLength, MacAddress Mac, IPAddress Gateway, ImmutableArray<IPNetwork> Ranges, string NetnsPath)
{
    /// <summary>The kernel keeps 255 bytes of an alias.</summary>
    public const int LongestText = 255;

    /// <summary>Equal in all but the path.</summary>
    public bool Equals(VethPeer? other) => other is not null && HasAddressOf(other) && Ranges.SequenceEqual(other.Ranges);

    /// <summary>Equal in all but the path and the ranges, which can change while the workload runs.</summary>
    public bool HasAddressOf(VethPeer other) =>
        InterfaceName == other.InterfaceName && Address.Equals(other.Address) && PrefixLength == other.PrefixLength && Mac == other.Mac
        && Gateway.Equals(other.Gateway);

    /// <summary>The ranges that need a route: where the lease is the whole range, the address has brought it already.</summary>
    public IEnumerable<IPNetwork> Routed => Ranges.Where(range => PrefixLength > range.PrefixLength || !range.Contains(Address));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InterfaceName, Address, Mac);

    /// <summary>The alias: <c>eth0 10.100.1.2/24 0a:… via 10.100.1.1 for 10.100.0.0/16 in /run/netns/web</c>.</summary>
    public override string ToString() => $"{InterfaceName} {Address}/{PrefixLength} {Mac} via {Gateway} for {string.Join(',', Ranges)} in {NetnsPath}";

    /// <summary>Reads an alias; null where it is none of CloudNet's.</summary>
    public static VethPeer? Parse(string? alias) =>
        alias?.Split(' ', 9) is [var name, var address, var mac, "via", var gateway, "for", var ranges, "in", var path]
        && address.Split('/') is [var host, var length]
        && IPAddress.TryParse(host, out var hostAddress) && int.TryParse(length, out var prefixLength)
        && MacAddress.TryParse(mac, null, out var macAddress) && IPAddress.TryParse(gateway, out var gatewayAddress)
        && Networks(ranges) is { } networks
            ? new(name, hostAddress, prefixLength, macAddress, gatewayAddress, networks, path)
            : null;

    private static ImmutableArray<IPNetwork>? Networks(string text)
    {
        var parsed = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var word in text.Split(','))
        {
            if (!IPNetwork.TryParse(word, out var network)) return null;
            parsed.Add(network);
        }
        return parsed.ToImmutable();
    }
}
