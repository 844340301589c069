using System.Net;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>Where a host sends a packet.</summary>
/// <param name="Link">The link that it leaves by; <c>lo</c>: it is the host's own.</param>
/// <param name="Next">Whom it is handed to on that link.</param>
/// <param name="Source">What the host's own packets have for their source there; null: what the link has.</param>
internal sealed record RouteHop(string Link, IPAddress Next, IPAddress? Source)
{
    /// <summary>Whether it is the host's own.</summary>
    public bool IsLocal => Link == RouteBook.Loopback;
}
