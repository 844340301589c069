namespace CloudNet.Agent.Control;

/// <summary>List the workloads.</summary>
internal sealed record ListRequest : ControlRequest;
