using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Services;

/// <summary>Changes a service. What is left out stays as it is; its name and addresses stay always.</summary>
/// <param name="Ports">1 to 32 ports, in place of those that it has.</param>
/// <param name="Selector">1 to 8 labels that its backends have, in place of whatever its backends were.</param>
/// <param name="Backends">1 to 256 addresses, in place of whatever its backends were.</param>
/// <param name="Algorithm">How a backend is chosen: <c>random</c> or <c>source</c>.</param>
/// <param name="WeightLabel">Name of the label that says a workload's weight; empty: none.</param>
/// <param name="Affinity">Whether a client comes to the same backend again: <c>none</c> or <c>client-ip</c>.</param>
/// <param name="AffinitySeconds">For how long after its last new connection: 1 to 86,400.</param>
/// <param name="LocalOnly">Whether a host sends to its own backends alone.</param>
/// <param name="HealthCheck">How it is found out which backends serve, in place of what that was; of the kind <c>none</c>: not at all.</param>
/// <param name="Hosts">The hosts whose ports lead to it, in place of those that do; none given: all that are in the network.</param>
public sealed record SetService(
    IReadOnlyList<CreateServicePort>? Ports = null, IReadOnlyDictionary<string, string>? Selector = null,
    IReadOnlyList<CreateFixedBackend>? Backends = null, [property: AllowedValues("random", "source")] string? Algorithm = null,
    string? WeightLabel = null, [property: AllowedValues("none", "client-ip")] string? Affinity = null, int? AffinitySeconds = null,
    bool? LocalOnly = null, CreateHealthCheck? HealthCheck = null, IReadOnlyList<string>? Hosts = null);
