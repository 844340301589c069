using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Hosts;

/// <summary>What the controller knows of a host's link.</summary>
[JsonConverter(typeof(HostLinkStateConverter))]
public enum HostLinkState
{
    /// <summary>Enrolled, and never seen since.</summary>
    NeverSeen,

    /// <summary>Its link is open and it was heard of within the last 45 seconds.</summary>
    Linked,

    /// <summary>Its link is closed, or it fell silent.</summary>
    Down,
}
