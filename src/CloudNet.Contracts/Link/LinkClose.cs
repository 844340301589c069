namespace CloudNet.Contracts.Link;

/// <summary>Why the controller closed a link: WebSocket close codes of the private range (RFC 6455, section 7.4.2).</summary>
public enum LinkClose
{
    /// <summary>A frame was not JSON, not a known message, or out of bounds. The reason says which.</summary>
    Malformed = 4400,

    /// <summary>The host did not prove its identity.</summary>
    NotProven = 4401,

    /// <summary>A stream was asked for that the host is not in.</summary>
    NotAllowed = 4403,

    /// <summary>The host was removed, or was never enrolled here. The agent takes down what it built.</summary>
    HostRemoved = 4404,

    /// <summary>No hello came in time, or the link fell silent.</summary>
    TimedOut = 4408,

    /// <summary>A newer link of the same host took this one's place.</summary>
    Replaced = 4409,

    /// <summary>A message was larger than <see cref="LinkLimits.MessageBytes"/>.</summary>
    TooLarge = 4413,

    /// <summary>Another machine is linked as this host: one of the two is a copy. The reason says where this one's link came from.</summary>
    IdentityInUse = 4423,

    /// <summary>Messages came faster than <see cref="LinkLimits.MessagesPerSecond"/> for longer than a burst.</summary>
    TooMany = 4429,

    /// <summary>The controller cannot serve the link now, as its database is away; come back later.</summary>
    TryLater = 4503,

    /// <summary>The agent speaks no version that the controller knows.</summary>
    ProtocolUnknown = 4426,

    /// <summary>The controller is stopping; another replica, or this one, is there soon.</summary>
    GoingAway = 1001,
}
