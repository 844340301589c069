namespace CloudNet.Domain.Policies;

/// <summary>A policy that may be made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">Everything else.</param>
public sealed record NewPolicy(string Name, PolicySettings Settings);
