namespace CloudNet.Contracts.Views;

/// <summary>What becomes of what no policy of the network matches.</summary>
/// <param name="Defaults">The defaults.</param>
public sealed record PolicyDefaultsSet(PolicyDefaults Defaults) : ViewOperation;
