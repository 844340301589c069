using System.Collections.Immutable;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>What the planner decided for this host.</summary>
/// <param name="Desired">All that CloudNet should own in the kernel, and nothing more.</param>
/// <param name="Problems">What could not be planned, each with what, where and the way out; the rest is planned all the same.</param>
/// <param name="Lacking">
/// Networks that are left out because the host lacks what it would build them by; default: none. What it has of them was built when it had that.
/// </param>
internal sealed record HostPlan(KernelState Desired, ImmutableArray<string> Problems, ImmutableArray<NetworkId> Lacking = default)
{
    /// <summary>The networks that are planned, by their number on the wire.</summary>
    public ImmutableArray<NetworkOnHost> Networks { get; init; } = [];
}
