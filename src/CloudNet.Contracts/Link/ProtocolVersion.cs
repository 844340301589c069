namespace CloudNet.Contracts.Link;

/// <summary>
/// Versions of the link's protocol, and what each understands. The controller speaks every version from
/// <see cref="Oldest"/> to <see cref="Newest"/>; it is upgraded before the agents.
/// <list type="bullet">
/// <item>1 (2026-11-24): challenge, hello, welcome, follow, unfollow, snapshot, delta, resync, report; drivers routed and vxlan.</item>
/// <item>2 (2026-11-25): networks have several ranges, members a lease of each family, workloads several addresses.</item>
/// <item>3 (2026-11-29): abilities; drivers udp, wireguard and bridge; encryption, direct routing, ports.</item>
/// <item>4 (2026-11-30): driver gre; why a host cannot be in an encrypted network of a driver.</item>
/// <item>5 (2026-11-30): trace-request, trace-stop, trace-ready, trace-result.</item>
/// <item>6 (2026-11-30): streams of networks' workloads.</item>
/// <item>7 (2026-11-30): streams of networks' services.</item>
/// <item>8 (2026-12-01): health checks of services, headless services, ports of hosts, draining workloads; streams of networks' policies, and what these
/// have matched.</item>
/// </list>
/// </summary>
public static class ProtocolVersion
{
    /// <summary>Oldest version that the controller still speaks.</summary>
    public const int Oldest = 2;

    /// <summary>Version that this build speaks.</summary>
    public const int Newest = 8;

    /// <summary>Version from which on agents follow packets.</summary>
    public const int Traces = 5;
}
