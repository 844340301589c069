using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan.Health;

/// <summary>A workload of this host, checked for a service.</summary>
/// <param name="Key">Which.</param>
/// <param name="Network">Their network.</param>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Addresses">Its addresses; the first is asked.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Check">How it is checked.</param>
internal sealed record CheckedBackend(
    (WorkloadId Workload, ServiceId Service) Key, NetworkId Network, string Workload, ImmutableArray<IPAddress> Addresses, string Service, HealthCheck Check);
