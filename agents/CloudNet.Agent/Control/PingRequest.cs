namespace CloudNet.Agent.Control;

/// <summary>Ask a host, a workload of this host, or an address once, through each network that leads there.</summary>
/// <param name="Target">A peer's name, the name of a workload of this host, or an address in a network.</param>
/// <param name="Network">Only through the network of this name or id; null: through all.</param>
internal sealed record PingRequest(string Target, string? Network) : ControlRequest;
