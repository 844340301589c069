using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Link;

/// <summary>How much a policy, or a network's default, has matched on the host.</summary>
/// <param name="Network">The network.</param>
/// <param name="Direction">The direction that it was counted in.</param>
/// <param name="Packets">Packets since then.</param>
/// <param name="Bytes">Bytes since then.</param>
/// <param name="Since">When the host began to count; another moment means that it began anew.</param>
/// <param name="Policy">The policy; null (and not written): it is the default.</param>
public sealed record PolicyCountReport(
    NetworkId Network, PolicyDirection Direction, long Packets, long Bytes, DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PolicyId? Policy = null);
