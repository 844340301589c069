using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>Addresses that a workload had until lately; it gets them back if it comes again under its name.</summary>
/// <param name="Network">The network.</param>
/// <param name="Name">The workload's name.</param>
/// <param name="Addresses">The addresses.</param>
/// <param name="At">When they were released.</param>
internal sealed record ReleasedAddresses(NetworkId Network, string Name, ImmutableArray<IPAddress> Addresses, DateTimeOffset At);
