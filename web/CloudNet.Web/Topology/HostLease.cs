using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>A lease that a host holds, with its measured state.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="State">How far the host is with it.</param>
public sealed record HostLease(LeaseRecord Lease, LeaseState State);
