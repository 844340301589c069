using System.Collections.Immutable;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The host forwards packets of a family. It is turned on where it is needed and never off: others may rely on it, and nobody
/// can tell who turned it on. A host that forwards IPv6 takes no routes from router advertisements any more, so the links
/// that may live by them are told first to take them all the same (accept_ra, kernel's ip-sysctl.rst), also those that come later.
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Advertised">Links that are to be told so; of what was found none.</param>
internal sealed record IpForwarding(AddressFamily Family, ImmutableArray<string> Advertised) : KernelItem
{
    /// <summary>Setting of IPv4.</summary>
    public const string Ipv4 = "net.ipv4.ip_forward";

    /// <summary>Setting of IPv6.</summary>
    public const string Ipv6 = "net.ipv6.conf.all.forwarding";

    /// <inheritdoc/>
    public override ItemKey Key => new(Family == AddressFamily.InterNetwork ? Ipv4 : Ipv6);

    /// <summary>Equal in family and links.</summary>
    public bool Equals(IpForwarding? other) => other is not null && Family == other.Family && Advertised.SequenceEqual(other.Advertised);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Family;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
        [new(KernelTool.Sysctl, $"-w {string.Concat(Advertised.Select(link => $"net/ipv6/conf/{link}/accept_ra=2 "))}{Key.Scope}=1")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [];
}
