namespace CloudNet.Agent.Kernel;

/// <summary>'Look again': what was seen that may concern CloudNet. What became of it is found by looking.</summary>
/// <param name="Kind">What was seen.</param>
/// <param name="Workload">The workload's link that it is about and nothing else; null where it may be about more.</param>
internal readonly record struct KernelEvent(KernelEventKind Kind, string? Workload = null);
