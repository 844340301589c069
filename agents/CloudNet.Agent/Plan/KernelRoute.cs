using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A route of CloudNet's: its protocol is 77. It is added with <c>add</c>, which the kernel refuses where somebody else's
/// route to the same destination is: that one is not ours to replace.
/// </summary>
/// <param name="Destination">Where to.</param>
/// <param name="Via">The next hop, or null for a destination on the link itself.</param>
/// <param name="Link">The link, or null for a route that goes nowhere (found, never planned).</param>
/// <param name="Onlink">Whether the next hop is taken to be on the link without a route to it.</param>
/// <param name="Source">Source address of the host's own packets, or null for the kernel's choice.</param>
/// <param name="Table">Routing table; 254 is main.</param>
/// <param name="Metric">Priority; 0 is the family's own, which is 0 for IPv4 and 1024 for IPv6.</param>
/// <param name="Mtu">Longest packet that its path carries, bytes; null: what the link does.</param>
internal sealed record KernelRoute(
    IPNetwork Destination, IPAddress? Via, string? Link, bool Onlink = false, IPAddress? Source = null,
    int Table = KernelRoute.Main, int Metric = 0, int? Mtu = null) : KernelItem
{
    /// <summary>Number of CloudNet's route protocol.</summary>
    public const int Protocol = 77;

    /// <summary>Number of the main routing table.</summary>
    public const int Main = 254;

    /// <inheritdoc/>
    public override ItemKey Key => new(
        Table == Main ? "" : Table.ToString(CultureInfo.InvariantCulture), AddressNumber.Of(Destination.BaseAddress),
        ((long)Destination.PrefixLength << 32) | (uint)Metric);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Ip($"route add {Words}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [Ip($"route replace {Words}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Ip($"route del {Destination} proto {Protocol}{Place}")];

    private string Words =>
        $"{(Link is null ? "blackhole " : "")}{Destination}{NextHop}{Word("dev", Link)}{(Onlink ? " onlink" : "")}"
        + $" proto {Protocol}{Word("src", Source)}{Place}{Word("mtu", Mtu)}";

    // Of another family than the destination it has to be said (RFC 8950).
    private string NextHop => Word(Via?.AddressFamily == Destination.BaseAddress.AddressFamily ? "via" : "via inet6", Via);

    private string Place => $"{(Table == Main ? "" : $" table {Table}")}{(Metric == 0 ? "" : $" metric {Metric}")}";

    private static string Word(string name, object? value) => value is null ? "" : $" {name} {value}";
}
