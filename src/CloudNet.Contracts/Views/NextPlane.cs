using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>
/// The way across that a network is on its way to. Every host has both ways and takes what comes by either; each sends by the one that it had,
/// until it has moved.
/// </summary>
/// <param name="Plane">The way.</param>
/// <param name="MovedThrough">The last host, in the order of their ids, that has moved; null: none has.</param>
/// <param name="PresharedKey">The secret that its hosts share besides their keys; null: none.</param>
public sealed record NextPlane(
    DataPlane Plane, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HostId? MovedThrough = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PresharedKey? PresharedKey = null)
{
    /// <summary>Whether a host sends by this way.</summary>
    public bool HasMoved(HostId host) => MovedThrough is { } last && host.CompareTo(last) <= 0;
}
