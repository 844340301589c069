namespace CloudNet.Agent.Kernel;

/// <summary>'Look again': what was seen that may concern CloudNet. Told for people; there is nothing to be concluded from it.</summary>
/// <param name="Kind">What was seen.</param>
internal readonly record struct KernelEvent(KernelEventKind Kind);
