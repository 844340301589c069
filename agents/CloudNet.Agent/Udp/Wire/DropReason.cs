namespace CloudNet.Agent.Udp.Wire;

/// <summary>Why packets were not carried. Each is counted by one thread.</summary>
internal enum DropReason
{
    /// <summary>Of the host: no peer has the destination. The sender is told by ICMP.</summary>
    NoPeer,

    /// <summary>Of the host: for a multicast or broadcast address, which are not carried.</summary>
    Multicast,

    /// <summary>Of the host: no whole IP packet.</summary>
    MalformedOut,

    /// <summary>Of the host: longer than the way to the peer takes. The sender is told by ICMP.</summary>
    TooBig,

    /// <summary>Of the host: the underlay refused it, as where there is no route or the local address is gone.</summary>
    Unsent,

    /// <summary>Of the underlay: from an endpoint that is no peer.</summary>
    UnknownSender,

    /// <summary>Of a peer: no whole IP packet.</summary>
    MalformedIn,

    /// <summary>Of a peer: from an address that is in none of its subnets.</summary>
    ForeignSource,

    /// <summary>Of a peer: the link did not take it, as where it is down.</summary>
    Undelivered,
}
