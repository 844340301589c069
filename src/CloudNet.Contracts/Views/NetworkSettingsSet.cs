namespace CloudNet.Contracts.Views;

/// <summary>The network's settings are these now.</summary>
/// <param name="Settings">The settings.</param>
public sealed record NetworkSettingsSet(NetworkSettings Settings) : ViewOperation;
