namespace CloudNet.Contracts.Views;

/// <summary>The host was removed: it is in no network any more, and this is the last operation of its stream.</summary>
public sealed record HostRemoved : ViewOperation;
