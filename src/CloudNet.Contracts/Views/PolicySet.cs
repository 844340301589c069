using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Views;

/// <summary>This policy is in the network, with these values.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Policy">Its values.</param>
public sealed record PolicySet(PolicyId Id, NetworkPolicy Policy) : ViewOperation;
