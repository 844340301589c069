using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>Somebody who calls or is called: a workload, a host's own processes, or the outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The host that it is on, or that it sends to; null: each host by its own address.</param>
/// <param name="Bridge">The bridge that it is on; null: it is no workload.</param>
/// <param name="Addresses">Its addresses; none: as the host has them.</param>
/// <param name="OnLink">What a workload reaches without its gateway.</param>
/// <param name="Port">The port of its bridge that it is behind.</param>
internal sealed record TracedPlace(
    string Name, string? Host, string? Bridge, ImmutableArray<IPAddress> Addresses, ImmutableArray<IPNetwork> OnLink = default, string Port = "")
{
    /// <summary>Whether it is a host's own processes.</summary>
    public bool IsHost => Bridge is null && Addresses.IsEmpty;
}
