using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Policies;

/// <summary>Says what becomes of what no policy of a network matches. What is left out stays as it is.</summary>
/// <param name="Ingress">Of connections to its workloads: <c>allow</c>, <c>deny</c>, or <c>count</c>: allow, and count what deny would refuse.</param>
/// <param name="Egress">Of those that its workloads begin, likewise.</param>
public sealed record SetPolicyDefaults(
    [property: AllowedValues("allow", "deny", "count")] string? Ingress = null, [property: AllowedValues("allow", "deny", "count")] string? Egress = null);
