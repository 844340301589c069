namespace CloudNet.Domain.Leases;

/// <summary>
/// How long leases last. A lease is renewed whenever its holder is heard of; a reserved one has no end. One that was not renewed
/// for the time to live has expired, and its subnet is taken back when the grace has passed too.
/// </summary>
/// <param name="Ttl">How long a lease lasts after its holder was last heard of.</param>
/// <param name="Grace">How long an expired lease is kept all the same, for its holder to come back and for people to see.</param>
/// <param name="Margin">How long a controller that has just started takes nothing back: hosts that could not reach it come back first.</param>
public sealed record LeaseTerms(TimeSpan Ttl, TimeSpan Grace, TimeSpan Margin)
{
    /// <summary>The shortest time to live.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>flannel's day, a day of grace, and an hour's margin.</summary>
    public static LeaseTerms Default { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromHours(24), TimeSpan.FromHours(1));

    /// <summary>When the lease of a host that was last heard of then expires.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset lastHeard) => lastHeard + Ttl;

    /// <summary>When it is taken back.</summary>
    public DateTimeOffset ReclaimAt(DateTimeOffset lastHeard) => lastHeard + Ttl + Grace;

    /// <summary>Holders that were not heard of since then have expired leases.</summary>
    public DateTimeOffset ExpiredBefore(DateTimeOffset now) => now - Ttl;

    /// <summary>Holders that were not heard of since then lose theirs.</summary>
    public DateTimeOffset ReclaimedBefore(DateTimeOffset now) => now - Ttl - Grace;

    /// <summary>What is wrong with the terms, or null.</summary>
    public string? Problem =>
        Ttl < Shortest ? $"Leases__Ttl is {Ttl}: give {Shortest} or more, since a host that is well is heard of some four times in that; the default is {Default.Ttl}."
        : Grace < TimeSpan.Zero ? $"Leases__Grace is {Grace}: give zero or more; the default is {Default.Grace}."
        : Margin < TimeSpan.Zero ? $"Leases__Margin is {Margin}: give zero or more; the default is {Default.Margin}."
        : null;
}
