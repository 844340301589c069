using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Hosts;

/// <summary>Who is linked as a host, as the database has it.</summary>
/// <param name="Link">The link; null where none is open.</param>
/// <param name="Machine">The machine at its other end, or at that of the last one.</param>
/// <param name="LastSeenAt">When it was last heard of; null before the first link.</param>
/// <param name="ContendedSince">Since when other machines that have the host's key were refused; null where none was.</param>
/// <param name="ContendedAt">When one was last.</param>
public sealed record LinkHolder(string? Link, Machine Machine, DateTimeOffset? LastSeenAt, DateTimeOffset? ContendedSince, DateTimeOffset? ContendedAt)
{
    /// <summary>Whether a machine may take the link over: the one that holds it may, and any where nobody does or its link is dead.</summary>
    /// <param name="machine">Who wants to.</param>
    /// <param name="isAlive">Whether the holder's link is alive.</param>
    public bool GivesWayTo(Machine machine, bool isAlive) => Link is null || Machine.MayBe(machine) || !isAlive;

    /// <summary>Whether the holder was heard of lately: of a link at another replica nothing else is known.</summary>
    public bool IsHeardOf(DateTimeOffset now) => HostLinkRules.State(true, LastSeenAt, now) == HostLinkState.Linked;

    /// <summary>
    /// Whether two machines are there at once for certain: the holder was heard of since another was refused. One that was started
    /// again without its old link having ended well is refused too, until that link is found to be dead, and is no second machine.
    /// </summary>
    public bool HasTwin(DateTimeOffset now) => ContendedAt >= now - HostLinkRules.Contention && LastSeenAt > ContendedSince;
}
