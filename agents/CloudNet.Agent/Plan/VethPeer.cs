using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The workload's side of a veth. The kernel does not tell the host what is set inside another namespace, so this is kept as
/// the alias of the host's side, written when all of it was done: a veth with no such alias is half made.
/// </summary>
/// <param name="InterfaceName">Its name inside the workload's namespace.</param>
/// <param name="Addresses">The workload's addresses; each tells its gateway.</param>
/// <param name="Mac">Its MAC.</param>
/// <param name="Ranges">The network's ranges, routed to the gateway of their family.</param>
/// <param name="NetnsPath">Where the namespace was found. Not part of equality: one namespace may go by many paths.</param>
/// <param name="Place">Place among the networks of the namespace. Not part of equality: it is used once, when the veth is made.</param>
/// <param name="Found">The ranges' digest, of a veth that was found with no more of them; null where they are known.</param>
/// <param name="Beyond">
/// The ranges of networks that this one is peered with; default: none. They are routed behind whatever else leads there: the workload may be in such a network
/// itself.
/// </param>
internal sealed record VethPeer(
    string InterfaceName, ImmutableArray<WorkloadAddress> Addresses, MacAddress Mac, ImmutableArray<IPNetwork> Ranges, string NetnsPath, int Place = 0,
    string? Found = null, ImmutableArray<IPNetwork> Beyond = default)
{
    private const char DigestMark = '#';

    /// <summary>The kernel keeps 255 bytes of an alias.</summary>
    public const int LongestText = 255;

    /// <summary>Equal in all but the path and place. Of ranges that an alias had no room for, their digest is compared.</summary>
    public bool Equals(VethPeer? other) => other is not null && HasAddressesOf(other) && HasRangesOf(other);

    /// <summary>Equal in all but the path, place and ranges: these can change while the workload runs.</summary>
    public bool HasAddressesOf(VethPeer other) =>
        InterfaceName == other.InterfaceName && Addresses.SequenceEqual(other.Addresses) && Mac == other.Mac;

    /// <summary>Whether workloads of other hosts are on its link.</summary>
    public bool IsOnSharedSegment => Addresses.Any(address => address.HostGateway is not null);

    /// <summary>The ranges that need a route, each with the address whose gateway leads there, and whether it is one of a peered network.</summary>
    public IEnumerable<(IPNetwork Range, WorkloadAddress By, bool IsBeyond)> Routed =>
        from one in Ranges.Select(range => (Range: range, IsBeyond: false)).Concat(Peered.Select(range => (Range: range, IsBeyond: true)))
        from address in Addresses.Where(address => address.Routes(one.Range)).Take(1)
        select (one.Range, address, one.IsBeyond);

    private ImmutableArray<IPNetwork> Peered => Beyond.IsDefault ? [] : Beyond;

    private bool HasRangesOf(VethPeer other) => Found is null && other.Found is null
        ? Ranges.SequenceEqual(other.Ranges) && Peered.SequenceEqual(other.Peered)
        : Digest == other.Digest;

    private string Digest => Found ?? DigestMark + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Words)).AsSpan(0, 8));

    private string Words => $"{string.Join(',', Ranges)}{(Peered.IsEmpty ? "" : $" beyond {string.Join(',', Peered)}")}";

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InterfaceName, Addresses.Length, Mac);

    /// <summary>
    /// The alias: <c>eth0 10.100.1.2/24 0a:… for 10.100.0.0/16 beyond 10.200.0.0/16 in /run/netns/web</c>; several with commas. Where that is too
    /// long the path is left out, and then of the ranges all but a digest.
    /// </summary>
    public override string ToString()
    {
        var inside = $"{InterfaceName} {string.Join(',', Addresses)} {Mac}{(Place == 0 ? "" : $" place {Place}")}";
        var ranges = $"{inside} for {Words}";
        var whole = $"{ranges} in {NetnsPath}";
        return Encoding.UTF8.GetByteCount(whole) <= LongestText ? whole : ranges.Length <= LongestText ? ranges : $"{inside} for {Digest}";
    }

    /// <summary>Reads an alias; null where it is none of CloudNet's. Those of before there was IPv6 name the gateway too.</summary>
    public static VethPeer? Parse(string? alias)
    {
        if (alias?.Split(' ') is not [var name, var addresses, var mac, .. var rest] || rest.Length % 2 != 0) return null;
        var said = rest.Chunk(2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        return said.TryGetValue("for", out var ranges) && All(addresses, WorkloadAddress.Parse) is { } hasAddresses
            && MacAddress.TryParse(mac, null, out var hasMac)
            && int.TryParse(said.GetValueOrDefault("place", "0"), out var place)
                ? Of(new(name, hasAddresses, hasMac, [], said.GetValueOrDefault("in", ""), place), ranges, said.GetValueOrDefault("beyond"))
                : null;
    }

    private static VethPeer? Of(VethPeer peer, string ranges, string? beyond) =>
        ranges.StartsWith(DigestMark) ? peer with { Found = ranges }
        : All(ranges, Range) is not { } own ? null
        : beyond is null ? peer with { Ranges = own }
        : All(beyond, Range) is { } peered ? peer with { Ranges = own, Beyond = peered } : null;

    private static IPNetwork? Range(string text) => IPNetwork.TryParse(text, out var range) ? range : null;

    private static ImmutableArray<T>? All<T>(string text, Func<string, T?> parse)
        where T : struct
    {
        var parsed = text.Split(',').Select(parse).ToArray();
        return Array.TrueForAll(parsed, one => one is not null) ? [.. parsed.Select(one => one!.Value)] : null;
    }
}
