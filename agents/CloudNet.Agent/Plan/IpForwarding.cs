using System.Collections.Immutable;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The host forwards packets of a family. It is turned on where it is needed and never off: others may rely on it, and nobody
/// can tell who turned it on. A host that forwards IPv6 takes no routes from router advertisements any more, so the links
/// that live by them are told first to take them all the same (accept_ra, kernel's ip-sysctl.rst).
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Advertised">Links that take router advertisements now. Not part of equality: it is how, not what.</param>
internal sealed record IpForwarding(AddressFamily Family, ImmutableArray<string> Advertised) : KernelItem
{
    /// <summary>Setting of IPv4.</summary>
    public const string Ipv4 = "net.ipv4.ip_forward";

    /// <summary>Setting of IPv6.</summary>
    public const string Ipv6 = "net.ipv6.conf.all.forwarding";

    /// <inheritdoc/>
    public override ItemKey Key => new(Family == AddressFamily.InterNetwork ? Ipv4 : Ipv6);

    /// <summary>Equal in family.</summary>
    public bool Equals(IpForwarding? other) => other is not null && Family == other.Family;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Family;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
        [new(KernelTool.Sysctl, $"-w {string.Concat(Advertised.Select(link => $"net/ipv6/conf/{link}/accept_ra=2 "))}{Key.Scope}=1")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [];
}
