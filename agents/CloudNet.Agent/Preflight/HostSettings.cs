using System.Collections.Immutable;

namespace CloudNet.Agent.Preflight;

/// <summary>What is set on this host, by others than CloudNet, that containers' packets meet.</summary>
/// <param name="Dropping">
/// Chains at the forward hook that drop what no rule of theirs names, as <c>ip filter FORWARD</c>; without those whose table names bridges of CloudNet.
/// </param>
/// <param name="HasDockerUser">Whether there is Docker's chain for rules of others.</param>
/// <param name="Firewalls">Which of <c>firewalld</c> and <c>ufw</c> has rules in the kernel.</param>
/// <param name="BridgedIsFiltered">Whether frames that stay on a bridge pass the packet filter too (br_netfilter).</param>
/// <param name="NeighbourLimit">Most entries of the neighbour table of IPv4 (<c>gc_thresh3</c> of arp(7)).</param>
/// <param name="IsReverseStrict">
/// Whether what comes by another link than its answer would leave by is dropped, on links that nobody has set otherwise (<c>rp_filter</c> of the kernel's
/// ip-sysctl.rst: the larger of that for all and the link's own counts, and 1 is strict).
/// </param>
/// <param name="Ahead">How far the controller's clock is ahead of this host's; null: not known.</param>
internal sealed record HostSettings(
    ImmutableArray<string> Dropping, bool HasDockerUser, ImmutableArray<string> Firewalls, bool BridgedIsFiltered, int NeighbourLimit,
    bool IsReverseStrict = false, TimeSpan? Ahead = null)
{
    /// <summary>As a host is that nobody has changed.</summary>
    public static HostSettings Usual { get; } = new([], false, [], false, 1024);
}
