namespace CloudNet.Agent.Control;

/// <summary>Have services send nothing new to a workload, or again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Network">Its network, by name or id; null where the name is enough.</param>
/// <param name="Drains">Whether it drains from now on.</param>
internal sealed record DrainRequest(string Name, string? Network, bool Drains) : ControlRequest;
