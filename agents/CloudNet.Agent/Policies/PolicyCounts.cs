using System.Collections.Immutable;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Policies;

/// <summary>
/// What policies have matched since this agent began to count. What the kernel has counted before that is not told once more, and what a counter had when its
/// table was taken away stays: no count goes down. Pure.
/// </summary>
/// <param name="since">When it began.</param>
internal sealed class PolicyCounts(DateTimeOffset since)
{
    private Dictionary<string, (CountedBy By, NftCounter Last, long Packets, long Bytes)> counted = [];
    private Dictionary<string, NftCounter>? atStart;

    /// <summary>Takes a reading; the first one says what was counted before it began.</summary>
    /// <param name="counters">What each counter counts.</param>
    /// <param name="read">What the kernel has.</param>
    /// <returns>What there is to tell, by counter; of what has matched nothing, nothing.</returns>
    public ImmutableArray<PolicyCountReport> Take(ImmutableDictionary<string, CountedBy> counters, ImmutableArray<NftCounter> read)
    {
        atStart ??= read.ToDictionary(counter => counter.Name);
        // What has none now may have it again: a default that was open for a while, or a network that the host left and joined.
        var there = read.Select(counter => counter.Name).ToHashSet();
        var next = counted.ToDictionary(one => one.Key, one => there.Contains(one.Key) ? one.Value : one.Value with { Last = default });
        foreach (var now in read)
        {
            if (!counters.TryGetValue(now.Name, out var by)) continue;
            var (last, packets, bytes) = next.TryGetValue(now.Name, out var had) ? (had.Last, had.Packets, had.Bytes) : (atStart.GetValueOrDefault(now.Name),
                0, 0);
            // One that has less than before was made anew.
            var isAnew = now.Packets < last.Packets;
            var from = isAnew ? default : last;
            next[now.Name] = (by, now, packets + now.Packets - from.Packets, bytes + now.Bytes - from.Bytes);
        }
        counted = next;
        return
        [
            .. from one in next.OrderBy(one => one.Key, StringComparer.Ordinal)
               where one.Value.Packets > 0 && counters.ContainsKey(one.Key)
               select new PolicyCountReport(one.Value.By.Network, one.Value.By.Direction, one.Value.Packets, one.Value.Bytes, since, one.Value.By.Policy),
        ];
    }
}
