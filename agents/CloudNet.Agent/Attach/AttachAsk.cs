using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Attach;

/// <summary>What a person asks for with <c>cloudnet attach</c>.</summary>
/// <param name="Target">The network namespace: a process's number, a path, or a name of <c>ip netns</c>.</param>
/// <param name="Network">The network, by name or id.</param>
/// <param name="Name">The workload's name, or null for that of the namespace.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Interface">Name of the link inside, or null for the first free <c>ethN</c>.</param>
/// <param name="Addresses">Its addresses, at most one of a family; where none is named it gets the lowest that is free.</param>
/// <param name="WithoutDns">Whether its resolv.conf is left as it is.</param>
internal sealed record AttachAsk(
    string Target, string Network, string? Name, ImmutableSortedDictionary<string, string> Labels, string? Interface,
    ImmutableArray<IPAddress> Addresses, bool WithoutDns = false);
