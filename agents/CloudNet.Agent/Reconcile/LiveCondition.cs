using System.Collections.Immutable;
using CloudNet.Agent.State;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// How things are on the host now. Each worker keeps its own part: the reconcile loop what is applied and attached, and
/// everybody the problems of his own area.
/// </summary>
internal sealed class LiveCondition
{
    private readonly Lock writing = new();
    private readonly SortedDictionary<string, ImmutableArray<string>> problems = new(StringComparer.Ordinal);
    private readonly List<Action> onWorkloads = [];
    private volatile HostCondition current = HostCondition.Unknown;
    private Func<ImmutableArray<WorkloadReport>, ImmutableArray<WorkloadReport>> health = workloads => workloads;
    private ImmutableArray<WorkloadReport>? attached;

    /// <summary>Called after each change; the link's reporter waits for it.</summary>
    public Wake Changed { get; } = new();

    /// <summary>What is true at this moment.</summary>
    public HostCondition Current => current;

    /// <summary>Calls this when other workloads are attached. Asked for before the reconciler starts.</summary>
    public void OnWorkloads(Action call) => onWorkloads.Add(call);

    /// <summary>What the kernel was found to agree with, and which workloads are attached.</summary>
    public void Found(ImmutableArray<StreamRevision> applied, ImmutableArray<WorkloadReport> workloads)
    {
        lock (writing) attached = workloads;
        Workloads(condition => condition with { Applied = applied });
    }

    /// <summary>Says of workloads which health checks they fail. Asked for before the reconciler starts; it asks nothing of this in turn.</summary>
    public void HealthBy(Func<ImmutableArray<WorkloadReport>, ImmutableArray<WorkloadReport>> tell) => health = tell;

    /// <summary>The workloads that are attached fail other checks than before, or may.</summary>
    public void HealthIsOther() => Workloads(condition => condition);

    /// <summary>What the table of services was found to agree with.</summary>
    public void FoundServices(ImmutableArray<StreamRevision> applied)
    {
        lock (writing) Change(current with { AppliedServices = applied });
    }

    /// <summary>What the tables of policies were found to agree with.</summary>
    public void FoundPolicies(ImmutableArray<StreamRevision> applied)
    {
        lock (writing) Change(current with { AppliedPolicies = applied });
    }

    /// <summary>What policies have matched.</summary>
    public void PolicyCounts(ImmutableArray<PolicyCountReport> all)
    {
        lock (writing) Change(current with { PolicyCounts = all });
    }

    /// <summary>Which addresses the host has for something else.</summary>
    public void Ranges(HostFactsReport facts)
    {
        lock (writing) Change(current with { Facts = facts });
    }

    /// <summary>How it fares with the ways across that its networks are on their way to.</summary>
    public void NextPlanes(ImmutableArray<NextPlaneReport> all)
    {
        lock (writing) Change(current with { NextPlanes = all });
    }

    /// <summary>All problems of an area, in the place of those said before.</summary>
    public void Problems(string area, ImmutableArray<string> all)
    {
        lock (writing)
        {
            problems[area] = all;
            Change(current with { Problems = [.. problems.Values.SelectMany(texts => texts)] });
        }
    }

    private void Workloads(Func<HostCondition, HostCondition> change)
    {
        bool isOther;
        lock (writing)
        {
            var workloads = attached is { } all ? health(all) : current.Workloads;
            isOther = !HostCondition.SameWorkloads(current.Workloads, workloads);
            // What is the same stays the same object.
            Change(change(isOther ? current with { Workloads = workloads } : current));
        }
        if (!isOther) return;
        foreach (var call in onWorkloads) call();
    }

    private void Change(HostCondition next)
    {
        var same = next.SameAs(current);
        current = next;
        if (!same) Changed.Call();
    }
}
