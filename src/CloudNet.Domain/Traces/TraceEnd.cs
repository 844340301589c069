using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Domain.Traces;

/// <summary>What one end of a trace may be: a workload's address, a host's in a network, or one that is nobody's here.</summary>
/// <param name="Address">The address.</param>
/// <param name="Host">The host that it is on; null: none.</param>
/// <param name="HostName">Its name.</param>
/// <param name="IsLinked">Whether that host is linked.</param>
/// <param name="Network">The network; null: none.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="Workload">The workload; null: none.</param>
/// <param name="WorkloadName">Its name.</param>
public sealed record TraceEnd(
    IPAddress Address, HostId? Host = null, string? HostName = null, bool IsLinked = false, NetworkId? Network = null, string? NetworkName = null,
    WorkloadId? Workload = null, string? WorkloadName = null)
{
    /// <summary>As the API shows it.</summary>
    public TraceEndRecord Record => new(Address, HostName, WorkloadName, NetworkName);
}
