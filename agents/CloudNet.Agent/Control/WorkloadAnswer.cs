namespace CloudNet.Agent.Control;

/// <summary>The workload that was attached or detached.</summary>
/// <param name="Workload">The workload.</param>
internal sealed record WorkloadAnswer(WorkloadState Workload) : ControlAnswer;
