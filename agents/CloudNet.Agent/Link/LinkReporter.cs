using System.Collections.Immutable;
using System.Threading.Channels;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Ranges;
using CloudNet.Agent.Reconcile;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Link;

/// <summary>
/// Reports over one link how things are: at once after the welcome, whenever they change, and at least as often as the
/// controller asked. The workloads, and so the facts, go with the first report, with each in which they are others than in the last, and
/// now and then in any case: a report may be lost behind the controller's bus while the link stands.
/// </summary>
/// <param name="condition">How things are.</param>
/// <param name="paths">Chooses what to say of the paths to peers.</param>
/// <param name="timings">Least time between reports.</param>
/// <param name="clock">Tells time.</param>
internal sealed class LinkReporter(LiveCondition condition, PathTeller paths, LinkTimings timings, TimeProvider clock)
{
    /// <summary>At least as often all is said again.</summary>
    public static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(5);

    private ImmutableArray<WorkloadReport>? told;
    private HostFactsReport? factsTold;
    private readonly Dictionary<(NetworkId, PolicyId?, PolicyDirection), PolicyCountReport> countsTold = [];
    private long wholeAt = clock.GetTimestamp();

    /// <summary>Reports until stopped.</summary>
    public async Task RunAsync(Welcome welcome, ChannelWriter<LinkMessage> outbox, CancellationToken stop)
    {
        var atLeastEvery = TimeSpan.FromSeconds(Math.Clamp(welcome.ReportEverySeconds, 1, 3600)) - timings.ReportSpacing;
        while (true)
        {
            await outbox.WriteAsync(Next(condition.Current), stop);
            await Task.Delay(timings.ReportSpacing, clock, stop);
            await condition.Changed.WaitAsync(atLeastEvery, clock, stop);
        }
    }

    private Report Next(HostCondition now)
    {
        if (clock.GetElapsedTime(wholeAt) >= WholeEvery) ForgetTold();
        var workloads = HostCondition.SameWorkloads(now.Workloads, told) ? null : now.Workloads;
        told = now.Workloads;
        var facts = HostRanges.Same(now.Facts, factsTold) ? null : now.Facts;
        factsTold = now.Facts;
        return new(
            [.. now.AllApplied.Take(LinkLimits.Entries)], Bounded(now.Problems),
            workloads is { } all ? [.. all.Take(LinkLimits.Entries)] : null, Told(facts), paths.Next(),
            now.NextPlanes.IsDefaultOrEmpty ? null : [.. now.NextPlanes.Take(LinkLimits.Entries).Select(Bounded)], Counts(now));
    }

    private void ForgetTold()
    {
        (told, factsTold, wholeAt) = (null, null, clock.GetTimestamp());
        countsTold.Clear();
    }

    private IReadOnlyList<PolicyCountReport>? Counts(HostCondition now)
    {
        if (now.PolicyCounts.IsDefaultOrEmpty) return null;
        PolicyCountReport[] other =
        [
            .. now.PolicyCounts.Where(count => countsTold.GetValueOrDefault((count.Network, count.Policy,
                count.Direction)) != count).Take(LinkLimits.PolicyCounts),
        ];
        foreach (var count in other) countsTold[(count.Network, count.Policy, count.Direction)] = count;
        return other.Length == 0 ? null : other;
    }

    private static HostFactsReport? Told(HostFactsReport? facts) =>
        facts is null ? null : facts with { Warnings = [.. facts.Warnings.Select(LinkText.Shortened)] };

    private static NextPlaneReport Bounded(NextPlaneReport report) =>
        report.Problem is { } problem ? report with { Problem = LinkText.Shortened(problem) } : report;

    private static ImmutableArray<string> Bounded(ImmutableArray<string> problems)
    {
        var said = problems.Take(problems.Length > LinkLimits.Problems ? LinkLimits.Problems - 1 : LinkLimits.Problems).Select(LinkText.Shortened);
        return problems.Length > LinkLimits.Problems
            ? [.. said, $"And {problems.Length - LinkLimits.Problems + 1} problems more; 'cloudnet status' on the host lists them all."]
            : [.. said];
    }
}
