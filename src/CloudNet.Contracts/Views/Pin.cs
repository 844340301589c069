using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>An address that is kept for one workload by name: on this host nobody else gets it, and that workload no other one.</summary>
/// <param name="Network">The network.</param>
/// <param name="Workload">The workload's name.</param>
/// <param name="Address">The address, inside a lease of the host.</param>
public sealed record Pin(NetworkId Network, string Workload, IPAddress Address);
