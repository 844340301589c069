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
internal sealed record HostSettings(
    ImmutableArray<string> Dropping, bool HasDockerUser, ImmutableArray<string> Firewalls, bool BridgedIsFiltered, int NeighbourLimit)
{
    /// <summary>As a host is that nobody has changed.</summary>
    public static HostSettings Usual { get; } = new([], false, [], false, 1024);
}
