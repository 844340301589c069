namespace CloudNet.Agent.Paths;

/// <summary>
/// Finds the longest packet that passes, where the one that should does not, by halving what lies between (as RFC 8899 has it for packetization
/// layers: probes of chosen sizes, and no trust in what routers say).
/// </summary>
internal static class MtuSearch
{
    /// <summary>Every IPv4 host takes so many bytes in one piece, fragments joined (RFC 791, 3.1); what is below is no path for containers.</summary>
    public const int LeastIpv4 = 576;

    /// <summary>Every IPv6 link carries so many (RFC 8200, 5).</summary>
    public const int LeastIpv6 = 1280;

    // Exact enough for an alarm and a route, and a few probes less.
    private const int Step = 4;

    /// <summary>Searches below what is known not to pass.</summary>
    /// <param name="least">The smallest that is tried.</param>
    /// <param name="fails">A length that does not pass.</param>
    /// <param name="passes">Tries one length.</param>
    /// <returns>The longest that passes, or up to three bytes less; null where not even the smallest does.</returns>
    public static async Task<int?> BelowAsync(int least, int fails, Func<int, Task<bool>> passes)
    {
        if (fails <= least || !await passes(least)) return null;
        var (good, bad) = (least, fails);
        while (bad - good > Step)
        {
            var middle = good + ((bad - good) / 2);
            if (await passes(middle)) good = middle;
            else bad = middle;
        }
        return good;
    }
}
