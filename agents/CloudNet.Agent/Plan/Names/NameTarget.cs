using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan.Names;

/// <summary>Where a port of a service is found (RFC 2782).</summary>
/// <param name="Name">The name of what serves there.</param>
/// <param name="Port">The port there.</param>
/// <param name="Weight">How much of the whole it should get.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record NameTarget(string Name, int Port, int Weight, ImmutableArray<IPAddress> Addresses);
