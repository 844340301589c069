using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Views;

/// <summary>This policy is in the network no longer.</summary>
/// <param name="Id">The policy.</param>
public sealed record PolicyRemoved(PolicyId Id) : ViewOperation;
