using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Policies;

/// <summary>
/// Asks for a policy: which connections of a network's workloads are allowed, or denied. It is judged where a connection begins; its answers, and those that
/// run when a policy changes, go on.
/// </summary>
/// <param name="Name">Required; lower-case letters, digits and hyphens, 1 to 63 characters, a letter first; unique in the network.</param>
/// <param name="Direction">Required; <c>ingress</c>: connections to the workloads that it is about; <c>egress</c>: those that they begin.</param>
/// <param name="Action">Required; <c>allow</c> or <c>deny</c>.</param>
/// <param name="Selector">Up to 8 labels of the workloads that it is about; default: all of the network.</param>
/// <param name="Peers">Up to 16 of the other end, any of which is enough; default: anybody.</param>
/// <param name="Ports">Up to 32 ports that are called, any of which is enough; default: everything, of any protocol.</param>
/// <param name="Priority">1, judged first, to 1,000; default 500. Of equals those that deny come first, and then they go by their names.</param>
/// <param name="DryRun">Whether it counts what it matches and decides nothing; default false.</param>
public sealed record CreatePolicy(
    [property: Required] string? Name = null, [property: Required, AllowedValues("ingress", "egress")] string? Direction = null,
    [property: Required, AllowedValues("allow", "deny")] string? Action = null, IReadOnlyDictionary<string, string>? Selector = null,
    IReadOnlyList<CreatePolicyPeer>? Peers = null, IReadOnlyList<CreatePolicyPort>? Ports = null, int? Priority = null, bool? DryRun = null);
