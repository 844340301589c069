using System.Collections.Immutable;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Policies;

/// <summary>
/// The worker that keeps the two tables of policies as they should be. They are there only where a network has policies, or a default that refuses or counts.
/// </summary>
/// <param name="live">What is known.</param>
/// <param name="networks">The networks as they are built.</param>
/// <param name="table">Brings the table that packets are judged by to what it should be.</param>
/// <param name="ports">Brings the table of what each port may send from to what it should be.</param>
/// <param name="condition">Told what was found, and tells which workloads are attached here.</param>
/// <param name="log">Told of what went wrong.</param>
/// <param name="clock">Tells time.</param>
internal sealed class PolicyKeeper(
    LiveViews live, LiveNetworks networks, KeptTable table, KeptTable ports, LiveCondition condition, AgentLog log, TimeProvider clock)
    : TableKeeper("policies", live, networks, condition, log, clock)
{
    private readonly LiveCondition told = condition;
    private readonly PolicyBook book = new();
    private volatile ImmutableDictionary<string, CountedBy> counters = ImmutableDictionary<string, CountedBy>.Empty;

    /// <summary>What each counter of the table counts.</summary>
    public ImmutableDictionary<string, CountedBy> Counters => counters;

    /// <inheritdoc/>
    protected override async Task<(bool IsOther, string? Problem)> WriteAsync(HostKnowledge known, CancellationToken stop)
    {
        var (judged, sent) = book.Take(InputOf(known));
        // A host that cannot do the one does the other no less.
        var problem = judged.Any ? await table.WriteAsync(book.Table, judged, stop) : null;
        var other = sent.Any ? await ports.WriteAsync(book.Ports, sent, stop) : null;
        counters = book.Counters;
        return (judged.Any || sent.Any, problem ?? other);
    }

    /// <inheritdoc/>
    protected override async Task<(bool WasRight, string? Problem)> CheckAsync(CancellationToken stop)
    {
        var one = await table.CheckAsync(book.Table, stop);
        var other = await ports.CheckAsync(book.Ports, stop);
        table.Removed.Clear();
        ports.Removed.Clear();
        return (one.WasRight && other.WasRight, one.Problem ?? other.Problem);
    }

    /// <inheritdoc/>
    protected override bool IsBuiltFrom(View view) => view is PoliciesView;

    /// <inheritdoc/>
    protected override void Found(ImmutableArray<StreamRevision> applied) => told.FoundPolicies(applied);

    private PolicyInput InputOf(HostKnowledge known) => new(
        known.Removed || known.Views.IsComplete, Wanted(known), Built(known), known.Views.PoliciesOf, id => WorkloadsOf(known, id));
}
