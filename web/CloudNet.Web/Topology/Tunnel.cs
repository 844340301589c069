using CloudNet.Contracts.Networks;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>The way of a network between two of its hosts, whatever its driver is.</summary>
/// <param name="Network">The network.</param>
/// <param name="A">The end whose host's name sorts first.</param>
/// <param name="B">The other end.</param>
/// <param name="State">The worse of the two ends.</param>
public sealed record Tunnel(NetworkRecord Network, NetworkMemberNode A, NetworkMemberNode B, LeaseState State)
{
    /// <summary>By this tests find it: <c>tunnel-blue-v1-v2</c>.</summary>
    public string Hook => $"tunnel-{Network.Name}-{A.Host.Name}-{B.Host.Name}";
}
