namespace CloudNet.Agent.Control;

/// <summary>Say how the host is.</summary>
internal sealed record StatusRequest : ControlRequest;
