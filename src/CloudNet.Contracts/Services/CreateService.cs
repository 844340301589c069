using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Services;

/// <summary>
/// Asks for a service: one address of the network in front of many backends. Its backends are the workloads of the network that have all labels of its
/// selector, or fixed addresses.
/// </summary>
/// <param name="Name">Required; lower-case letters, digits and hyphens, 1 to 63 characters, a letter first; unique in the network.</param>
/// <param name="Ports">1 to 32 ports; a headless service may have none.</param>
/// <param name="Selector">1 to 8 labels that its backends have, or <paramref name="Backends"/>.</param>
/// <param name="Backends">1 to 256 addresses that are its backends, or <paramref name="Selector"/>.</param>
/// <param name="Addresses">
/// The addresses of the service, at most one of each family, from before the first subnet of a range of the network; default: a free one of each family.
/// </param>
/// <param name="Algorithm">How a backend is chosen: <c>random</c> (default) or <c>source</c>, by the client's address.</param>
/// <param name="WeightLabel">
/// Name of the label that says a workload's weight, 0 to 100: how much of the connections it gets; 0: none that begin. Without it, or where it says nothing: 1.
/// </param>
/// <param name="Affinity">Whether a client comes to the same backend again: <c>none</c> (default) or <c>client-ip</c>.</param>
/// <param name="AffinitySeconds">For how long after its last new connection: 1 to 86,400; default 10,800.</param>
/// <param name="LocalOnly">
/// Whether a host sends to its own backends alone, and drops what comes where it has none; default false; not with fixed backends.
/// </param>
/// <param name="HealthCheck">How it is found out which backends serve; default: they are taken to. Not with fixed backends.</param>
/// <param name="Hosts">The hosts whose ports lead to it, where a port has a <c>hostPort</c>, by name or id; default: all that are in the network.</param>
/// <param name="Headless">Whether it has a name alone, by which its backends' own addresses are found, and no address; default false; stays as it is.</param>
public sealed record CreateService(
    [property: Required] string? Name = null, IReadOnlyList<CreateServicePort>? Ports = null,
    IReadOnlyDictionary<string, string>? Selector = null, IReadOnlyList<CreateFixedBackend>? Backends = null,
    IReadOnlyList<string>? Addresses = null, [property: AllowedValues("random", "source")] string? Algorithm = null, string? WeightLabel = null,
    [property: AllowedValues("none", "client-ip")] string? Affinity = null, int? AffinitySeconds = null, bool? LocalOnly = null,
    CreateHealthCheck? HealthCheck = null, IReadOnlyList<string>? Hosts = null, bool? Headless = null);
