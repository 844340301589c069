using System.Net;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Services;

/// <summary>A backend of a service, as the API shows it.</summary>
/// <param name="Addresses">Its addresses: at most one of each family, IPv4 first.</param>
/// <param name="Weight">How much of the connections it gets, beside the others; 0: none that begin.</param>
/// <param name="WorkloadId">The workload; null where it is a fixed address.</param>
/// <param name="WorkloadName">Name of the workload; null where it is a fixed address.</param>
/// <param name="HostName">Name of the workload's host; null where it is a fixed address.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Reason">Why it fails its check; null where it does not.</param>
public sealed record BackendRecord(
    IReadOnlyList<IPAddress> Addresses, int Weight, WorkloadId? WorkloadId, string? WorkloadName, string? HostName,
    BackendState State = BackendState.Ready, string? Reason = null);
