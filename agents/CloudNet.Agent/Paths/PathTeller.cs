using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Paths;

/// <summary>
/// Chooses what to tell over one link of the paths: first those with another verdict than was told, then those whose loss or latency is another. No
/// more than four a second on average, so that a thousand hosts with a thousand peers each cost their controller some thousand rows a second at most,
/// and only until all is told once.
/// </summary>
/// <param name="book">The paths.</param>
/// <param name="clock">Tells time.</param>
internal sealed class PathTeller(PathBook book, TimeProvider clock)
{
    private const int Most = 64;
    private const double PerSecond = 4;
    private const int LossStep = 5;
    private static readonly TimeSpan AllEvery = TimeSpan.FromHours(1);
    private readonly Dictionary<PathKey, PathReport> told = [];
    private double allowance = Most;
    private long last = clock.GetTimestamp();
    private long allAt = clock.GetTimestamp();

    /// <summary>What to tell now; null for nothing.</summary>
    public IReadOnlyList<PathReport>? Next()
    {
        if (clock.GetElapsedTime(allAt) >= AllEvery) (allAt, _) = (clock.GetTimestamp(), Forget());
        allowance = Math.Min(Most, allowance + (clock.GetElapsedTime(last).TotalSeconds * PerSecond));
        last = clock.GetTimestamp();
        var all = book.All.Where(one => one.Condition.Reached is not null && !one.Path.Key.IsNext)
            .Select(one => (one.Path.Key, Report: Report(one.Path, one.Condition))).ToArray();
        foreach (var gone in told.Keys.Except(all.Select(one => one.Key)).ToArray()) told.Remove(gone);
        ImmutableArray<(PathKey Key, PathReport Report)> chosen =
        [
            .. from one in all
               let urgency = Urgency(told.GetValueOrDefault(one.Key), one.Report)
               where urgency > 0
               orderby urgency descending
               select one,
        ];
        chosen = [.. chosen.Take((int)allowance)];
        allowance -= chosen.Length;
        foreach (var (key, report) in chosen) told[key] = report;
        return chosen.IsEmpty ? null : [.. chosen.Select(one => one.Report)];
    }

    private int Forget()
    {
        told.Clear();
        return 0;
    }

    private static int Urgency(PathReport? before, PathReport now)
    {
        if (before is null) return now.Reached && now.Mtu == now.PromisedMtu ? 2 : 3;
        if ((before.Reached, before.Fault, before.Mtu, before.PromisedMtu) != (now.Reached, now.Fault, now.Mtu, now.PromisedMtu)) return 3;
        return Math.Abs(before.LossPercent - now.LossPercent) >= LossStep || IsOther(before.LatencyMicroseconds, now.LatencyMicroseconds) ? 1 : 0;
    }

    // Half as much again, and more than a fifth of a millisecond.
    private static bool IsOther(int? before, int? now) =>
        before is not { } one || now is not { } other ? before != now : Math.Abs(one - other) > Math.Max(200, Math.Min(one, other) / 2);

    private static PathReport Report(NetworkPath path, PathCondition found) => new(
        path.Key.Network, path.Key.Peer, path.Key.Family == AddressFamily.InterNetworkV6, found.Reached == true, found.LossPercent,
        found.Latency is { } latency ? (int)Math.Min(int.MaxValue, latency.TotalMicroseconds) : null, found.Mtu, path.Mtu, found.Fault);
}
