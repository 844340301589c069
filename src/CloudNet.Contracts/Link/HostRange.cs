using System.Net;

namespace CloudNet.Contracts.Link;

/// <summary>Addresses that a host has for something other than CloudNet.</summary>
/// <param name="Range">The addresses.</param>
/// <param name="Link">
/// Of a route the link that it leads to, or what becomes of packets (<c>blackhole</c>); of a pool <c>docker</c>. At most 63 characters.
/// </param>
public sealed record HostRange(IPNetwork Range, string Link);
