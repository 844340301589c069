using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Services;

/// <summary>
/// The worker that keeps the services' table as it should be. What changes is written at once, as what is other: it costs the same however many services there
/// are. A moment later, after what others do to the table, and every <see cref="Period"/> in any case the whole table is read and compared, so that nothing is
/// taken for true that was only ordered.
/// </summary>
/// <param name="live">What is known.</param>
/// <param name="networks">The networks as they are built.</param>
/// <param name="table">Brings the table to what it should be.</param>
/// <param name="leftovers">Ends what goes on after it is other.</param>
/// <param name="condition">Told what was found, and tells which workloads are attached here.</param>
/// <param name="log">Told of what went wrong.</param>
/// <param name="clock">Tells time.</param>
internal sealed class ServiceKeeper(
    LiveViews live, LiveNetworks networks, ServiceTable table, LeftoverRemoval leftovers, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    /// <summary>Longest time between two readings of the whole table.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // A reading costs as much as there are services: it is done so seldom that it takes a tenth of this worker's time at most.
    private const int Rests = 10;
    private static readonly TimeSpan LeastSettling = TimeSpan.FromMilliseconds(300);
    private readonly ServiceBook book = new();
    private readonly OwnWorkloads workloads = new(live.Current.Views.Self);
    private readonly Wake wake = new();
    private readonly List<NftElement> gone = [];
    private ImmutableArray<string> said = [];
    private ImmutableArray<StreamRevision> found = [];
    private TimeSpan settling = LeastSettling;
    private volatile bool isInDoubt;
    private DateTimeOffset nextLook;
    private int failed;

    /// <summary>Somebody changed the table, or may have.</summary>
    public void Doubt()
    {
        isInDoubt = true;
        wake.Call();
    }

    /// <summary>Keeps it until stopped; it is left as it is then. Called before any other worker starts.</summary>
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

    private TimeSpan Left() => nextLook - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private void SoonAgain() => nextLook = clock.GetUtcNow() + settling is var soon && soon < nextLook ? soon : nextLook;

    private async Task StepAsync(CancellationToken stop)
    {
        var known = live.Current;
        workloads.Take(condition.Current.Workloads);
        var change = book.Take(InputOf(known));
        try
        {
            var problem = change.Any ? await WriteAsync(change, stop) : null;
            // A revision that changes nothing here is found soon no less.
            if (!Applied(known.Views).SequenceEqual(found)) SoonAgain();
            if (problem is null && clock.GetUtcNow() >= nextLook) problem = await CheckAsync(known, stop);
            failed = problem is null ? 0 : failed + 1;
            Say([.. book.HostPorts.Problems, .. problem is null ? (string[])[] : [$"services are not as they should be: {problem}"]]);
        }
        catch (KernelException fault)
        {
            failed++;
            Say([$"services could not be looked after: {fault.Message}"]);
        }
        if (failed > 0) nextLook = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(1 << Math.Min(failed - 1, 5), Period.TotalSeconds));
    }

    private async Task<string?> WriteAsync(ServiceChange change, CancellationToken stop)
    {
        // Until it was done it is to be done: also where the table is put right only later.
        gone.AddRange(change.Gone);
        var problem = await table.WriteAsync(book, change, stop) ?? await EndLeftoversAsync(stop);
        SoonAgain();
        return problem;
    }

    private async Task<string?> EndLeftoversAsync(CancellationToken stop)
    {
        gone.AddRange(table.Removed);
        table.Removed.Clear();
        if (await leftovers.RunAsync(new(book, gone), stop) is { } problem) return problem;
        gone.Clear();
        return null;
    }

    private async Task<string?> CheckAsync(HostKnowledge known, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var (wasRight, problem) = await table.CheckAsync(book, stop);
        problem ??= await EndLeftoversAsync(stop);
        settling = TimeSpan.FromTicks(Math.Max(LeastSettling.Ticks, Rests * clock.GetElapsedTime(began).Ticks));
        if (wasRight) condition.FoundServices(found = [.. Applied(known.Views)]);
        else log.Info("services", problem is null ? "The table of services was brought to what it should be." : $"The table of services: {problem}");
        nextLook = clock.GetUtcNow() + (wasRight ? Period : settling);
        return problem;
    }

    private ServiceInput InputOf(HostKnowledge known)
    {
        IReadOnlyCollection<NetworkId> wanted = known.Removed ? [] : [.. known.Views.NetworksWanted];
        var views = known.Views;
        return new(
            known.Removed || views.IsComplete, wanted, known.Removed ? [] : networks.Current, views.Network, views.ServicesOf,
            id => workloads.With(id, views.WorkloadsOf(id)), views.Self);
    }

    // Not those of networks that cannot be built now, or of which something is not known.
    private IEnumerable<StreamRevision> Applied(ViewSet views) =>
        from copy in views.Copies.Values
        where copy.View is ServicesView { Network: var id } && views.WorkloadsOf(id) is not null && networks.Current.Any(network => network.View.Id == id)
        select new StreamRevision(copy.View.Stream, copy.Revision);

    private void Say(ImmutableArray<string> problems)
    {
        foreach (var problem in problems.Except(said)) log.Warn("services", problem);
        said = problems;
        condition.Problems("services", problems);
    }
}
