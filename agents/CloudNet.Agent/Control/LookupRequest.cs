namespace CloudNet.Agent.Control;

/// <summary>What is known of a name.</summary>
/// <param name="Name">The name, whole or as it stands before the network, or an address.</param>
/// <param name="Network">The network, by name or id; null: all of this host.</param>
internal sealed record LookupRequest(string Name, string? Network = null) : ControlRequest;
