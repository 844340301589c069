using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Services;

/// <summary>A service as the API shows it.</summary>
/// <param name="Id">The service.</param>
/// <param name="NetworkId">The network that it is in.</param>
/// <param name="NetworkName">That network's name.</param>
/// <param name="Name">Its name; unique in the network.</param>
/// <param name="Addresses">Its addresses: at most one of each family, IPv4 first; none where it is headless.</param>
/// <param name="Ports">Its ports.</param>
/// <param name="Selector">The labels that its backends have; empty where they are fixed.</param>
/// <param name="Backends">Its fixed backends; empty where they are found by label.</param>
/// <param name="Algorithm">How a backend is chosen.</param>
/// <param name="WeightLabel">Name of the label that says a workload's weight; null: all weigh the same.</param>
/// <param name="AffinitySeconds">For how long after its last new connection a client comes to the same backend again; null: not at all.</param>
/// <param name="LocalOnly">Whether a host sends to its own backends alone.</param>
/// <param name="BackendCount">How many backends it has now, as hosts reported their workloads.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="HealthCheck">How it is found out which backends serve; null: they are taken to.</param>
/// <param name="Headless">Whether it has a name alone, and no address.</param>
/// <param name="FailingCount">How many of them fail the health check, or were not found to pass it yet.</param>
/// <param name="Hosts">Names of the hosts whose ports lead to it, where a port has one; null: all that are in the network.</param>
public sealed record ServiceRecord(
    ServiceId Id, NetworkId NetworkId, string NetworkName, string Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<ServicePort> Ports,
    IReadOnlyDictionary<string, string> Selector, IReadOnlyList<FixedBackend> Backends, ServiceAlgorithm Algorithm, string? WeightLabel,
    int? AffinitySeconds, bool LocalOnly, int BackendCount, DateTimeOffset CreatedAt,
    HealthCheck? HealthCheck = null, bool Headless = false, int FailingCount = 0,
    IReadOnlyList<string>? Hosts = null)
{
    /// <summary>Whether it has backends, and all fail: an alarm.</summary>
    public bool AllFailing => BackendCount > 0 && FailingCount >= BackendCount;
}
