using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>How many tunnels are in which state. Costs one walk over the members, not over the pairs.</summary>
/// <param name="InSync">Both ends in sync.</param>
/// <param name="Pending">Both linked, at least one not in sync.</param>
/// <param name="Down">At least one end down.</param>
public sealed record TunnelCount(long InSync, long Pending, long Down)
{
    /// <summary>All of them.</summary>
    public long Total => InSync + Pending + Down;

    /// <summary>Counts the tunnels of these members.</summary>
    public static TunnelCount Of(IReadOnlyList<NetworkMemberNode> members)
    {
        long inSync = members.Count(member => member.State == LeaseState.InSync);
        long linked = members.Count(member => member.State is LeaseState.InSync or LeaseState.Pending);
        return new TunnelCount(Pairs(inSync), Pairs(linked) - Pairs(inSync), Pairs(members.Count) - Pairs(linked));
    }

    /// <summary>The sum of two counts.</summary>
    public static TunnelCount operator +(TunnelCount one, TunnelCount other) =>
        new(one.InSync + other.InSync, one.Pending + other.Pending, one.Down + other.Down);

    private static long Pairs(long of) => of * (of - 1) / 2;
}
