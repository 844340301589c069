using System.Collections.Immutable;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Services;

/// <summary>The worker that keeps the services' table as it should be, and ends what goes on after it is other.</summary>
/// <param name="live">What is known.</param>
/// <param name="networks">The networks as they are built.</param>
/// <param name="table">Brings the table to what it should be.</param>
/// <param name="leftovers">Ends what goes on after it is other.</param>
/// <param name="condition">Told what was found, and tells which workloads are attached here.</param>
/// <param name="log">Told of what went wrong.</param>
/// <param name="clock">Tells time.</param>
internal sealed class ServiceKeeper(
    LiveViews live, LiveNetworks networks, KeptTable table, LeftoverRemoval leftovers, LiveCondition condition, AgentLog log, TimeProvider clock)
    : TableKeeper("services", live, networks, condition, log, clock)
{
    private readonly LiveCondition told = condition;
    private readonly ServiceBook book = new();
    private readonly List<NftElement> gone = [];

    /// <inheritdoc/>
    protected override async Task<(bool IsOther, string? Problem)> WriteAsync(HostKnowledge known, CancellationToken stop)
    {
        var change = book.Take(InputOf(known));
        if (!change.Any) return (false, null);
        // Until it was done it is to be done: also where the table is put right only later.
        gone.AddRange(change.Gone);
        return (true, await table.WriteAsync(book, change, stop) ?? await EndLeftoversAsync(stop));
    }

    /// <inheritdoc/>
    protected override async Task<(bool WasRight, string? Problem)> CheckAsync(CancellationToken stop)
    {
        var (wasRight, problem) = await table.CheckAsync(book, stop);
        return (wasRight, problem ?? await EndLeftoversAsync(stop));
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Problems => book.HostPorts.Problems;

    /// <inheritdoc/>
    protected override bool IsBuiltFrom(View view) => view is ServicesView;

    /// <inheritdoc/>
    protected override void Found(ImmutableArray<StreamRevision> applied) => told.FoundServices(applied);

    private async Task<string?> EndLeftoversAsync(CancellationToken stop)
    {
        gone.AddRange(table.Removed);
        table.Removed.Clear();
        if (await leftovers.RunAsync(new(book, gone), stop) is { } problem) return problem;
        gone.Clear();
        return null;
    }

    private ServiceInput InputOf(HostKnowledge known) => new(
        known.Removed || known.Views.IsComplete, Wanted(known), Built(known), known.Views.Network, known.Views.ServicesOf, id => WorkloadsOf(known, id),
        known.Views.Self);
}
