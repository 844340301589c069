namespace CloudNet.Store.Events;

/// <summary>Which events are asked for.</summary>
/// <param name="Names">Kinds (<c>network</c>) and names of events (<c>host.removed</c>); empty: all.</param>
/// <param name="Network">About this network, or about what is in it; null: all.</param>
public sealed record EventFilter(IReadOnlyList<string> Names, Guid? Network = null);
