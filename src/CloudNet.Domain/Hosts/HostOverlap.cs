using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Hosts;

/// <summary>Addresses that a host has for something else, and that a network has or shall have too.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Range">The addresses.</param>
/// <param name="Link">The link that the route leads to, or whose pool it is.</param>
/// <param name="InUse">Whether a route leads there; else Docker may come to take it.</param>
public sealed record HostOverlap(HostId Host, string Name, IPNetwork Range, string Link, bool InUse);
