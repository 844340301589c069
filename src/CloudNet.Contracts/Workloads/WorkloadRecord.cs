using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Workloads;

/// <summary>A workload as the API shows it.</summary>
/// <param name="Id">The workload.</param>
/// <param name="Name">Its name on its host.</param>
/// <param name="HostId">The host that it runs on.</param>
/// <param name="HostName">That host's name.</param>
/// <param name="NetworkId">The network that it is attached to.</param>
/// <param name="NetworkName">That network's name.</param>
/// <param name="Addresses">Its addresses: one of each family of the network, IPv4 first.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="AttachedAt">When its host attached it.</param>
public sealed record WorkloadRecord(
    WorkloadId Id, string Name, HostId HostId, string HostName, NetworkId NetworkId, string NetworkName, IReadOnlyList<IPAddress> Addresses,
    IReadOnlyDictionary<string, string> Labels, DateTimeOffset AttachedAt);
