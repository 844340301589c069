using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Services;

namespace CloudNet.Domain.Services;

/// <summary>What of a service may be changed.</summary>
/// <param name="Ports">Its ports, by protocol and number.</param>
/// <param name="Selector">The labels that its backends have; empty where they are fixed.</param>
/// <param name="Backends">Its fixed backends; empty where they are found by label.</param>
/// <param name="Algorithm">How a backend is chosen.</param>
/// <param name="WeightLabel">Name of the label that says a workload's weight; null: all weigh the same.</param>
/// <param name="AffinitySeconds">For how long a client comes to the same backend again; null: not at all.</param>
/// <param name="LocalOnly">Whether a host sends to its own backends alone.</param>
/// <param name="HealthCheck">How it is found out which backends serve; null: they are taken to.</param>
/// <param name="Hosts">The hosts whose ports lead to it, where a port has one; null: all that are in the network.</param>
public sealed record ServiceSettings(
    IReadOnlyList<ServicePort> Ports, IReadOnlyDictionary<string, string> Selector, IReadOnlyList<FixedBackend> Backends,
    ServiceAlgorithm Algorithm = ServiceAlgorithm.Random, string? WeightLabel = null, int? AffinitySeconds = null, bool LocalOnly = false,
    HealthCheck? HealthCheck = null, IReadOnlyList<HostId>? Hosts = null)
{
    /// <summary>Whether ports of hosts lead to it.</summary>
    public bool HasHostPorts => Ports.Any(port => port.HostPort is not null);

    /// <summary>A service of which nothing is said yet.</summary>
    public static ServiceSettings None { get; } = new([], ImmutableSortedDictionary<string, string>.Empty, []);

    /// <summary>Whether its backends are fixed addresses.</summary>
    public bool IsFixed => Backends.Count > 0;
}
