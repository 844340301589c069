using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Policies;

/// <summary>Changes a policy. What is left out stays as it is; its name stays always.</summary>
/// <param name="Direction"><c>ingress</c> or <c>egress</c>.</param>
/// <param name="Action"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Selector">Up to 8 labels of the workloads that it is about, in place of those that it has; none: all of the network.</param>
/// <param name="Peers">Up to 16 of the other end, in place of those that it has; none: anybody.</param>
/// <param name="Ports">Up to 32 ports, in place of those that it has; none: everything.</param>
/// <param name="Priority">1, judged first, to 1,000.</param>
/// <param name="DryRun">Whether it counts what it matches and decides nothing.</param>
public sealed record SetPolicy(
    [property: AllowedValues("ingress", "egress")] string? Direction = null, [property: AllowedValues("allow", "deny")] string? Action = null,
    IReadOnlyDictionary<string, string>? Selector = null, IReadOnlyList<CreatePolicyPeer>? Peers = null, IReadOnlyList<CreatePolicyPort>? Ports = null,
    int? Priority = null, bool? DryRun = null);
