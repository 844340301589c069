using System.Text.Json.Serialization;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>Agent to controller: how things are on the host. Sent when something changed, and at least as often as <see cref="Welcome"/> asks.</summary>
/// <param name="Applied">Revision of each stream that the kernel was last found to agree with; at most 4,096.</param>
/// <param name="Problems">What could not be done, in words; empty when all is well; at most 64 of at most 512 characters.</param>
/// <param name="Workloads">All workloads of the host, or null where they are as last reported on this link; at most 4,096.</param>
/// <param name="Facts">Which addresses the host has for something else, or null (and not written) where they are as last reported on this link.</param>
/// <param name="Paths">
/// Paths to peers that are otherwise than as last reported on this link, or null (and not written) for none; at most 512. A controller that does not
/// know them passes over them.
/// </param>
/// <param name="NextPlanes">
/// How the host fares with each way across that a network of its is on its way to, or null (and not written) where none is; at most 4,096.
/// </param>
/// <param name="PolicyCounts">
/// What policies have matched, where that is otherwise than as last reported on this link, or null (and not written) for none; at most 512. A controller
/// that does not know them passes over them.
/// </param>
public sealed record Report(
    IReadOnlyList<StreamRevision> Applied, IReadOnlyList<string> Problems, IReadOnlyList<WorkloadReport>? Workloads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HostFactsReport? Facts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PathReport>? Paths = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NextPlaneReport>? NextPlanes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PolicyCountReport>? PolicyCounts = null) : LinkMessage;
