using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Link;

/// <summary>A workload as its host reports it.</summary>
/// <param name="Id">Given by the agent when it attached the workload.</param>
/// <param name="Network">The network that it is attached to.</param>
/// <param name="Name">Its name; 1 to 63 characters; unique on its host and network.</param>
/// <param name="Addresses">Its addresses: one inside each of the host's leases, or pinned to it on a segment that all hosts share; IPv4 first.</param>
/// <param name="Labels">Its labels; at most 32, each name and value at most 63 characters.</param>
/// <param name="AttachedAt">When it was attached.</param>
/// <param name="Failing">The services whose health check it fails, with the reasons, by id; at most 256; null (and not written): none.</param>
/// <param name="IsDraining">Whether somebody drains it.</param>
public sealed record WorkloadReport(
    WorkloadId Id, NetworkId Network, string Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyDictionary<string, string> Labels, DateTimeOffset AttachedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FailingCheck>? Failing = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsDraining = false);
