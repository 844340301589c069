using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Store.Reports;

/// <summary>What was heard of a host, to be stored.</summary>
/// <param name="Host">The host.</param>
/// <param name="Link">The link that it was heard on.</param>
/// <param name="At">When.</param>
/// <param name="Open">False when that link closed.</param>
/// <param name="AgentVersion">Version of the agent.</param>
/// <param name="BootId">Boot id of its kernel.</param>
/// <param name="Problems">What it could not do; null: as before.</param>
/// <param name="Applied">What it has programmed; null: as before.</param>
/// <param name="Workloads">All of its workloads; null: as before.</param>
/// <param name="Facts">Which addresses it has for something else; null: as before.</param>
/// <param name="Began">Whether the link began with this.</param>
/// <param name="Paths">Its paths that are otherwise than before; null: none.</param>
/// <param name="NextPlanes">How it fares with the ways across that its networks are on their way to; null: none is.</param>
/// <param name="PolicyCounts">What policies have matched there, where that is otherwise than before; null: none is.</param>
public sealed record HostStatus(
    HostId Host, string Link, DateTimeOffset At, bool Open, string AgentVersion, string BootId,
    IReadOnlyList<string>? Problems, IReadOnlyList<StreamRevision>? Applied, IReadOnlyList<WorkloadReport>? Workloads,
    HostFactsReport? Facts = null, bool Began = false, IReadOnlyList<PathReport>? Paths = null,
    IReadOnlyList<NextPlaneReport>? NextPlanes = null, IReadOnlyList<PolicyCountReport>? PolicyCounts = null);
