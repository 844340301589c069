using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Hosts;

/// <summary>Which hosts count as away: services leave out what runs on them. Pure.</summary>
public static class AwayRules
{
    /// <summary>So many hosts that fall silent at once may be the controller's own trouble.</summary>
    public const int Many = 3;

    /// <summary>How many times longer it is waited for then.</summary>
    public const int Patience = 5;

    /// <summary>The hosts of a tenant that are away from now on. Where most of them fell silent together, it is waited for longer.</summary>
    /// <param name="hosts">All hosts of the tenant.</param>
    /// <param name="now">Now.</param>
    /// <param name="from">Since when the controller hears hosts without a break: what is before that tells nothing.</param>
    /// <param name="terms">The terms.</param>
    public static IReadOnlyList<HostId> Gone(IReadOnlyCollection<HeardHost> hosts, DateTimeOffset now, DateTimeOffset from, AwayTerms terms)
    {
        var there = hosts.Where(host => host is { IsAway: false, At: not null }).ToLookup(host => SilentFor(host, now, from) >= terms.Grace);
        var silent = there[true].ToArray();
        var wait = silent.Length >= Many && silent.Length > there[false].Count() ? terms.Grace * Patience : terms.Grace;
        return [.. silent.Where(host => SilentFor(host, now, from) >= wait).Select(host => host.Id)];
    }

    private static TimeSpan SilentFor(HeardHost host, DateTimeOffset now, DateTimeOffset from) => now - (host.At > from ? host.At.Value : from);
}
