using CloudNet.Agent.Tests.Kernel;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Two hosts joined by a wire, with a tunnel between them: each a process, as it is built.</summary>
internal sealed class TunnelPair : IAsyncDisposable
{
    private TunnelPair(TunnelEnd a, TunnelEnd b) => (A, B) = (a, b);

    /// <summary>192.168.0.1 with 10.5.1.0/24 and fd00:5:1::/64.</summary>
    public TunnelEnd A { get; }

    /// <summary>192.168.0.2 with 10.5.2.0/24 and fd00:5:2::/64.</summary>
    public TunnelEnd B { get; }

    /// <summary>Makes both, and each the other's peer.</summary>
    /// <param name="six">Whether the hosts have IPv6 between them.</param>
    public static async Task<TunnelPair> StartAsync(bool six = false)
    {
        var (first, second) = (await NetworkNamespace.CreateAsync(), await NetworkNamespace.CreateAsync());
        await first.RunAsync($"ip link add eth0 type veth peer name eth0 netns {second.Name}");
        var pair = new TunnelPair(new(first, 1, six), new(second, 2, six));
        foreach (var end in (TunnelEnd[])[pair.A, pair.B]) await end.MakeAsync();
        foreach (var end in (TunnelEnd[])[pair.A, pair.B]) await end.StartAsync();
        await pair.A.PeersAsync($"peer set {pair.B.Endpoint} 10.5.2.0/24 fd00:5:2::/64");
        await pair.B.PeersAsync($"peer set {pair.A.Endpoint} 10.5.1.0/24 fd00:5:1::/64");
        return pair;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
