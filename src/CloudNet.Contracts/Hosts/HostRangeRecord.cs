using System.Net;

namespace CloudNet.Contracts.Hosts;

/// <summary>A route or a pool of a host.</summary>
/// <param name="Range">The addresses.</param>
/// <param name="Link">Of a route the link that it leads to; of a pool <c>docker</c>.</param>
/// <param name="Overlaps">Names of the networks that the host is in whose ranges have some of these addresses too.</param>
public sealed record HostRangeRecord(IPNetwork Range, string Link, IReadOnlyList<string> Overlaps);
