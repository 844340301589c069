using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>An address that a workload had until lately; it gets it back if it comes again under its name.</summary>
/// <param name="Network">The network.</param>
/// <param name="Name">The workload's name.</param>
/// <param name="Address">The address.</param>
/// <param name="At">When it was released.</param>
internal sealed record ReleasedAddress(NetworkId Network, string Name, IPAddress Address, DateTimeOffset At);
