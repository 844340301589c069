using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Paths;

/// <summary>The paths that carry less than promised at this moment. One writer, the watch; the reconciler reads them, and is called when they change.</summary>
/// <param name="triggers">Called when they are others.</param>
internal sealed class LiveMtus(PassTriggers triggers)
{
    private volatile PathMtus current = PathMtus.None;

    /// <summary>Those of this moment.</summary>
    public PathMtus Current => current;

    /// <summary>
    /// Takes what was found. A path that is lost now keeps its length, so that a route does not come and go with its peer; one that leads nowhere any
    /// more is forgotten.
    /// </summary>
    public void Take(IEnumerable<(NetworkPath Path, PathCondition Condition)> all)
    {
        var next = ImmutableDictionary.CreateBuilder<(NetworkId, HostId, AddressFamily), int>();
        foreach (var (path, condition) in all)
        {
            var key = (path.Key.Network, path.Key.Peer, path.Key.Family);
            if ((condition.Mtu ?? current.Of(key.Network, key.Peer, key.Family)) is { } mtu && mtu < path.Mtu && mtu >= Least(path)) next[key] = mtu;
        }
        var found = new PathMtus(next.ToImmutable());
        if (found.Equals(current)) return;
        current = found;
        triggers.Call(PassReason.Input);
    }

    // A route with less is none that the kernel takes, nor a path that containers can use.
    private static int Least(NetworkPath path) =>
        path.Key.Family == AddressFamily.InterNetwork ? MtuSearch.LeastIpv4 : MtuSearch.LeastIpv6;
}
