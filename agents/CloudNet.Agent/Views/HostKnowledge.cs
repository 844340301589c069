namespace CloudNet.Agent.Views;

/// <summary>What a host was told, as of one moment.</summary>
/// <param name="Views">Its views.</param>
/// <param name="Removed">Whether the controller said that the host was removed.</param>
internal sealed record HostKnowledge(ViewSet Views, bool Removed);
