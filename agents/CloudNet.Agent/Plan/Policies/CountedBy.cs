using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>What a counter counts.</summary>
/// <param name="Network">The network.</param>
/// <param name="Policy">The policy; null: the default.</param>
/// <param name="Direction">The direction.</param>
internal sealed record CountedBy(NetworkId Network, PolicyId? Policy, PolicyDirection Direction);
