using CloudNet.Contracts.Networks;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>A network in the topology.</summary>
/// <param name="Network">The network.</param>
/// <param name="Members">The hosts that are in it, by name.</param>
/// <param name="Tunnels">How many tunnels it has, by state.</param>
public sealed record NetworkNode(NetworkRecord Network, IReadOnlyList<NetworkMemberNode> Members, TunnelCount Tunnels)
{
    /// <summary>How many members are in sync.</summary>
    public int InSync => Members.Count(member => member.State == LeaseState.InSync);

    /// <summary>State of the whole: the worst of its members; pending while it has none.</summary>
    public LeaseState State => Members.Count == 0 ? LeaseState.Pending : Members.Max(member => member.State);
}
