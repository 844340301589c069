using System.Collections.Immutable;
using CloudNet.Agent.Ranges;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>How things are on the host, as found: what it reports.</summary>
/// <param name="Applied">Revision of each stream that the kernel was last found to agree with.</param>
/// <param name="Problems">What could not be done, in words.</param>
/// <param name="Workloads">The workloads that are attached, by id; null before the first look.</param>
/// <param name="Facts">Which addresses the host has for something else; null before the first look.</param>
/// <param name="NextPlanes">How it fares with the ways across that its networks are on their way to; default: none is.</param>
/// <param name="AppliedServices">Revision of each stream of services that the kernel was last found to agree with; default: none was looked at.</param>
/// <param name="AppliedPolicies">The same of each stream of policies.</param>
/// <param name="PolicyCounts">What policies have matched since the agent began to count; default: nothing.</param>
internal sealed record HostCondition(
    ImmutableArray<StreamRevision> Applied, ImmutableArray<string> Problems, ImmutableArray<WorkloadReport>? Workloads,
    HostFactsReport? Facts = null, ImmutableArray<NextPlaneReport> NextPlanes = default, ImmutableArray<StreamRevision> AppliedServices = default,
    ImmutableArray<StreamRevision> AppliedPolicies = default, ImmutableArray<PolicyCountReport> PolicyCounts = default)
{
    /// <summary>Nothing was looked at yet.</summary>
    public static HostCondition Unknown { get; } = new([], [], null);

    /// <summary>Revision of each stream that the kernel was last found to agree with, those of services and policies too.</summary>
    public ImmutableArray<StreamRevision> AllApplied =>
        [.. Applied, .. AppliedServices.IsDefault ? [] : AppliedServices, .. AppliedPolicies.IsDefault ? [] : AppliedPolicies];

    /// <summary>Whether both say the same.</summary>
    public bool SameAs(HostCondition other) =>
        AllApplied.SequenceEqual(other.AllApplied) && Problems.SequenceEqual(other.Problems) && SameWorkloads(Workloads, other.Workloads)
        && HostRanges.Same(Facts, other.Facts)
        && SameAll(NextPlanes, other.NextPlanes) && SameAll(PolicyCounts, other.PolicyCounts);

    /// <summary>Whether two lists of workloads are the same: of a workload nothing but its labels and how it fares changes under one id.</summary>
    public static bool SameWorkloads(ImmutableArray<WorkloadReport>? one, ImmutableArray<WorkloadReport>? other) =>
        one is { } left && other is { } right
            ? left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second))
            : one is null && other is null;

    private static bool Same(WorkloadReport one, WorkloadReport other) =>
        one.Id == other.Id && one.IsDraining == other.IsDraining && (one.Failing ?? []).SequenceEqual(other.Failing ?? [])
        && SameLabels(one.Labels, other.Labels);

    private static bool SameAll<T>(ImmutableArray<T> one, ImmutableArray<T> other) =>
        one.IsDefaultOrEmpty ? other.IsDefaultOrEmpty : !other.IsDefault && one.SequenceEqual(other);

    private static bool SameLabels(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        ReferenceEquals(one, other) || (one.Count == other.Count && one.All(label => other.GetValueOrDefault(label.Key) == label.Value));
}
