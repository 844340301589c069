using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Control;

/// <summary>Attach a workload.</summary>
/// <param name="Target">The network namespace: a process's number, a path, or a name of <c>ip netns</c>.</param>
/// <param name="Network">The network, by name or id.</param>
/// <param name="Name">The workload's name, or null for that of the namespace.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Interface">Name of the link inside, or null for the first free <c>ethN</c>.</param>
/// <param name="Addresses">Its addresses, at most one of a family; where none is named it gets the lowest that is free.</param>
/// <param name="WithoutDns">Whether its resolv.conf is left as it is.</param>
internal sealed record AttachRequest(
    string Target, string Network, string? Name = null, ImmutableSortedDictionary<string, string>? Labels = null, string? Interface = null,
    IReadOnlyList<IPAddress>? Addresses = null, bool WithoutDns = false) : ControlRequest;
