namespace CloudNet.Agent.Control;

/// <summary>Detach a workload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Network">Its network, by name or id; null where the name is enough.</param>
internal sealed record DetachRequest(string Name, string? Network = null) : ControlRequest;
