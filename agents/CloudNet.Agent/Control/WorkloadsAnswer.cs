namespace CloudNet.Agent.Control;

/// <summary>The workloads of the host.</summary>
/// <param name="Workloads">By network and name.</param>
internal sealed record WorkloadsAnswer(IReadOnlyList<WorkloadState> Workloads) : ControlAnswer;
