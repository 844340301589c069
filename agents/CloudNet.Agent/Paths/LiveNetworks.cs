using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Paths;

/// <summary>The networks that this host has built, as they were last planned. One writer, the reconciler.</summary>
internal sealed class LiveNetworks
{
    private readonly Lock guard = new();
    private readonly List<Action> listeners = [];
    private volatile bool isTold;
    private ImmutableArray<NetworkOnHost> current = [];

    /// <summary>Called after each change.</summary>
    public Wake Changed { get; } = new();

    /// <summary>Whether they were planned at all since the start.</summary>
    public bool IsTold => isTold;

    /// <summary>Calls this after each change, and after they were planned first. Asked for before the reconciler starts.</summary>
    public void OnChange(Action call) => listeners.Add(call);

    /// <summary>Those of this moment.</summary>
    public ImmutableArray<NetworkOnHost> Current
    {
        get
        {
            lock (guard) return current;
        }
    }

    /// <summary>Puts others in their place; the same ones change nothing.</summary>
    public void Take(ImmutableArray<NetworkOnHost> networks)
    {
        lock (guard)
        {
            if (isTold && networks.SequenceEqual(current, Same)) return;
            current = networks;
        }
        isTold = true;
        Changed.Call();
        foreach (var call in listeners) call();
    }

    // Views are immutable, and are others where anything in them is. Which ways across there are is the host's matter too: a key or a secret may come later.
    private static readonly IEqualityComparer<NetworkOnHost> Same = EqualityComparer<NetworkOnHost>.Create((one, other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && ReferenceEquals(one.View, other.View) && one.IsHidden == other.IsHidden
            && one.ServedAside.SequenceEqual(other.ServedAside)
            && one.Facts.UnderlayAddress.Equals(other.Facts.UnderlayAddress) && one.Facts.HasIpv6 == other.Facts.HasIpv6
            && one.Facts.HasBridgeFilter == other.Facts.HasBridgeFilter
            && WaysOf(one).SequenceEqual(WaysOf(other))));

    private static IEnumerable<(DataPlane Plane, int Mtu)> WaysOf(NetworkOnHost network) => network.Ways.Select(way => (way.Plane, way.Mtu));
}
