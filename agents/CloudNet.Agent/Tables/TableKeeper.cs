using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tables;

/// <summary>
/// A worker that keeps tables of its own as they should be. What changes is written at once, as what is other: it costs the same however much there
/// is. A moment later, after what others do to a table, and every <see cref="Period"/> in any case the whole is read and compared, so that nothing is
/// taken for true that was only ordered.
/// </summary>
/// <param name="area">What it is called to people: <c>services</c>.</param>
/// <param name="live">What is known.</param>
/// <param name="networks">The networks as they are built.</param>
/// <param name="condition">Told what was found, and tells which workloads are attached here.</param>
/// <param name="log">Told of what went wrong.</param>
/// <param name="clock">Tells time.</param>
internal abstract class TableKeeper(string area, LiveViews live, LiveNetworks networks, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    /// <summary>Longest time between two readings of the whole.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // A reading costs as much as there is: it is done so seldom that it takes a tenth of this worker's time at most.
    private const int Rests = 10;
    private static readonly TimeSpan LeastSettling = TimeSpan.FromMilliseconds(300);
    private readonly OwnWorkloads workloads = new(live.Current.Views.Self);
    private readonly Wake wake = new();
    private ImmutableArray<string> said = [];
    private ImmutableArray<StreamRevision> found = [];
    private TimeSpan settling = LeastSettling;
    private volatile bool isInDoubt;
    private DateTimeOffset nextLook;
    private int failed;

    /// <summary>Somebody changed a table, or may have.</summary>
    public void Doubt()
    {
        isInDoubt = true;
        wake.Call();
    }

    /// <summary>Keeps them until stopped; they are left as they are then. Called before any other worker starts.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        live.OnChange(wake.Call);
        networks.OnChange(wake.Call);
        condition.OnWorkloads(wake.Call);
        while (true)
        {
            // Before it is known what is built and attached here nothing is taken for gone.
            var isKnown = networks.IsTold && (live.Current.Removed || condition.Current.Workloads is not null);
            if (isKnown) await StepAsync(stop);
            await (isKnown ? wake.WaitAsync(Left(), clock, stop) : wake.WaitAsync(stop));
            if (isInDoubt) SoonAgain();
            isInDoubt = false;
        }
    }

    /// <summary>Takes what is known now, and writes what is other.</summary>
    /// <returns>Whether anything was, and null, or what could not be done.</returns>
    /// <exception cref="KernelException">A tool could not be run.</exception>
    protected abstract Task<(bool IsOther, string? Problem)> WriteAsync(HostKnowledge known, CancellationToken stop);

    /// <summary>Reads the whole, and puts right what is not as it should be.</summary>
    /// <returns>Whether all was as it should be; and null, or what could not be done.</returns>
    /// <exception cref="KernelException">It could not be read.</exception>
    protected abstract Task<(bool WasRight, string? Problem)> CheckAsync(CancellationToken stop);

    /// <summary>What was asked for and cannot be, while all else is as it should be.</summary>
    protected virtual ImmutableArray<string> Problems => [];

    /// <summary>Whether the tables are of a stream of this kind.</summary>
    protected abstract bool IsBuiltFrom(View view);

    /// <summary>Tells what the tables were found to agree with.</summary>
    protected abstract void Found(ImmutableArray<StreamRevision> applied);

    /// <summary>The networks as they are built; none on a host that was removed.</summary>
    protected ImmutableArray<Plan.NetworkOnHost> Built(HostKnowledge known) => known.Removed ? [] : networks.Current;

    /// <summary>The workloads of a network, with this host's own as they are here; null: not known.</summary>
    protected WorkloadsView? WorkloadsOf(HostKnowledge known, NetworkId id) => workloads.With(id, known.Views.WorkloadsOf(id));

    /// <summary>The networks that the host is in.</summary>
    protected static IReadOnlyCollection<NetworkId> Wanted(HostKnowledge known) => known.Removed ? [] : [.. known.Views.NetworksWanted];

    private TimeSpan Left() => nextLook - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private void SoonAgain() => nextLook = clock.GetUtcNow() + settling is var soon && soon < nextLook ? soon : nextLook;

    private async Task StepAsync(CancellationToken stop)
    {
        var known = live.Current;
        workloads.Take(condition.Current.Workloads);
        try
        {
            var (isOther, problem) = await WriteAsync(known, stop);
            // A revision that changes nothing here is found soon no less.
            if (isOther || !Applied(known.Views).SequenceEqual(found)) SoonAgain();
            if (problem is null && clock.GetUtcNow() >= nextLook) problem = await LookAsync(known, stop);
            failed = problem is null ? 0 : failed + 1;
            Say([.. Problems, .. problem is null ? (string[])[] : [$"{area} are not as they should be: {problem}"]]);
        }
        catch (KernelException fault)
        {
            failed++;
            Say([$"{area} could not be looked after: {fault.Message}"]);
        }
        if (failed > 0) nextLook = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(1 << Math.Min(failed - 1, 5), Period.TotalSeconds));
    }

    private async Task<string?> LookAsync(HostKnowledge known, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var (wasRight, problem) = await CheckAsync(stop);
        settling = TimeSpan.FromTicks(Math.Max(LeastSettling.Ticks, Rests * clock.GetElapsedTime(began).Ticks));
        if (wasRight) Found(found = [.. Applied(known.Views)]);
        else log.Info(area, problem is null ? $"The table of {area} was brought to what it should be." : $"The table of {area}: {problem}");
        nextLook = clock.GetUtcNow() + (wasRight ? Period : settling);
        return problem;
    }

    // Not those of networks that cannot be built now, or of which something is not known.
    private IEnumerable<StreamRevision> Applied(ViewSet views) =>
        from copy in views.Copies.Values
        where IsBuiltFrom(copy.View) && copy.View.Stream.AnyOf is { } id && views.WorkloadsOf(id) is not null
            && networks.Current.Any(network => network.View.Id == id)
        select new StreamRevision(copy.View.Stream, copy.Revision);

    private void Say(ImmutableArray<string> problems)
    {
        foreach (var problem in problems.Except(said)) log.Warn(area, problem);
        said = problems;
        condition.Problems(area, problems);
    }
}
