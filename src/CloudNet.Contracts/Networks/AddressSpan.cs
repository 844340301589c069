using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>Addresses without a gap between them.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public sealed record AddressSpan(IPAddress First, IPAddress Last);
