using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Hosts;

/// <summary>What is said of a host's link.</summary>
public static class HostLinkRules
{
    /// <summary>
    /// A host that was not heard of for longer than this counts as down, whatever its link's row says: a replica may have died
    /// with it.
    /// </summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>For how long after it was last refused a machine counts as one that goes on trying; an agent tries at least every minute.</summary>
    public static readonly TimeSpan Contention = TimeSpan.FromMinutes(5);

    /// <summary>The state, from what was measured.</summary>
    /// <param name="linkIsOpen">Whether a replica holds its link.</param>
    /// <param name="lastSeen">When it was last heard of.</param>
    /// <param name="now">Now.</param>
    public static HostLinkState State(bool linkIsOpen, DateTimeOffset? lastSeen, DateTimeOffset now) =>
        lastSeen is null ? HostLinkState.NeverSeen
        : linkIsOpen && now - lastSeen <= Silence ? HostLinkState.Linked
        : HostLinkState.Down;
}
