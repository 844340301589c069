using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>A step that failed.</summary>
/// <param name="Step">The step.</param>
/// <param name="Command">The command of it that failed.</param>
/// <param name="Reason">What the tool said.</param>
internal sealed record StepFailure(KernelStep Step, KernelCommand Command, string Reason)
{
    /// <summary>The command and what the tool said to it, for a person: <c>ip route add …: File exists</c>.</summary>
    public override string ToString() => $"{Command}: {Reason}";
}
