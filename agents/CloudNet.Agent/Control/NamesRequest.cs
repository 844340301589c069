namespace CloudNet.Agent.Control;

/// <summary>How workloads of a network find names.</summary>
/// <param name="Network">The network, by name or id.</param>
internal sealed record NamesRequest(string Network) : ControlRequest;
