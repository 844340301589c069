namespace CloudNet.Domain.Hosts;

/// <summary>Who is linked as a host, as the database has it.</summary>
/// <param name="Link">The link; null where none is open.</param>
/// <param name="Machine">The machine at its other end, or at that of the last one; null where none is known.</param>
/// <param name="LinkedAt">When it took the host.</param>
/// <param name="LastSeenAt">When it was last heard of; null before the first link.</param>
/// <param name="Contenders">Other machines that have the host's key and were refused.</param>
/// <param name="ContendedSince">Since when they were; null where none was.</param>
/// <param name="ContendedAt">When one was last.</param>
/// <param name="IsTold">Whether people are told of it, as it is certain.</param>
public sealed record LinkHolder(
    string? Link, string? Machine, DateTimeOffset? LinkedAt, DateTimeOffset? LastSeenAt, IReadOnlyCollection<string> Contenders,
    DateTimeOffset? ContendedSince, DateTimeOffset? ContendedAt, bool IsTold)
{
    /// <summary>
    /// Whether a machine may take the link over: the one that holds it may. Any other may where nobody does or the link is dead, as it may be
    /// the same one after a boot; but one that was refused before is known to be another, and waits until the holder was away for five minutes.
    /// </summary>
    /// <param name="machine">Who wants to.</param>
    /// <param name="isAlive">Whether the holder's link is alive.</param>
    /// <param name="now">Now.</param>
    public bool GivesWayTo(Machine machine, bool isAlive, DateTimeOffset now)
    {
        if (Hosts.Machine.Parse(Machine).MayBe(machine)) return true;
        if (Link is not null && isAlive) return false;
        var isAnother = IsTold && IsContended(now) && Contenders.Contains(machine.ToString());
        return !isAnother || !IsHeardOf(now, HostLinkRules.Contention);
    }

    /// <summary>Whether the holder was heard of lately: of a link at another replica nothing else is known.</summary>
    public bool IsHeardOf(DateTimeOffset now) => IsHeardOf(now, HostLinkRules.Silence);

    /// <summary>
    /// Whether two machines are there at once for certain: the holder was heard of since another was refused. One that was started
    /// again without its old link having ended well is refused too, until that link is found to be dead, and is no second machine.
    /// </summary>
    public bool HasTwin(DateTimeOffset now) => Link is not null && IsContended(now) && LastSeenAt > ContendedSince;

    private bool IsContended(DateTimeOffset now) => ContendedAt >= now - HostLinkRules.Contention;

    private bool IsHeardOf(DateTimeOffset now, TimeSpan within) => LinkedAt >= now - within || LastSeenAt >= now - within;
}
