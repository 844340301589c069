using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>What the planner decided for this host.</summary>
/// <param name="Desired">All that CloudNet should own in the kernel, and nothing more.</param>
/// <param name="Problems">What could not be planned, each with what, where and the way out; the rest is planned all the same.</param>
internal sealed record HostPlan(KernelState Desired, ImmutableArray<string> Problems);
