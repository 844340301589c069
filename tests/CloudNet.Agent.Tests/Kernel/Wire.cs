using System.Collections.Immutable;
using System.Globalization;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// A bridge that hosts are on, each a network namespace with a kernel of its own to be programmed, and workloads behind them. The bridge's
/// addresses, 192.168.124.1 and fd00:124::1, are the outside. All goes when it is disposed of.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> made = [];
    private readonly Dictionary<int, WireHost> hosts = [];

    private Wire(NetworkNamespace middle) => Middle = middle;

    /// <summary>The namespace of the bridge <c>wire</c>; host n's end on it is <c>v{n}</c>.</summary>
    public NetworkNamespace Middle { get; }

    /// <summary>Host n.</summary>
    public WireHost this[int n] => hosts[n];

    /// <summary>Makes one with hosts 1 to <paramref name="count"/>, on request with Open vSwitch each, whose bridge <c>eth0</c> then is.</summary>
    public static async Task<Wire> CreateAsync(int count, bool withSwitch = false)
    {
        var middle = await NetworkNamespace.CreateAsync();
        var wire = new Wire(middle);
        wire.made.Push(middle);
        await middle.RunAsync("""
            ip link add wire type bridge forward_delay 0
            ip address add 192.168.124.1/24 dev wire
            ip address add fd00:124::1/64 dev wire nodad
            ip link set dev wire up
            """);
        for (var n = 1; n <= count; n++) await wire.AddHostAsync(n, withSwitch);
        return wire;
    }

    /// <summary>The view with the hosts' keys.</summary>
    public NetworkView WithKeys(NetworkView view) => view with
    {
        Settings = view.Settings with { KeyGeneration = 1 },
        Members = view.Members.ToImmutableSortedDictionary(
            of => of.Key, of => of.Value with { Keys = [new(1, hosts[int.Parse(of.Value.Name[1..], CultureInfo.InvariantCulture)].Key.PublicKey)] }),
    };

    /// <summary>A workload's empty namespace.</summary>
    public async Task<NetworkNamespace> WorkloadAsync()
    {
        var made = await NetworkNamespace.CreateAsync();
        this.made.Push(made);
        return made;
    }

    /// <summary>A workload of host n with these addresses, attached as <paramref name="number"/>.</summary>
    public async Task<(NetworkNamespace Inside, Attachment Attachment)> AttachAsync(int number, NetworkView network, string addresses)
    {
        var inside = await WorkloadAsync();
        return (inside, Sample.Attach(number, network, addresses, inside.Path));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (made.TryPop(out var next)) await next.DisposeAsync();
    }

    private async Task AddHostAsync(int n, bool withSwitch)
    {
        var host = await NetworkNamespace.CreateAsync();
        made.Push(host);
        var mount = await MountNamespace.CreateAsync(host.Name);
        made.Push(mount);
        var nic = withSwitch ? HostSwitch.Nic : "eth0";
        await host.RunAsync($"ip link add {nic} type veth peer name v{n} netns {Middle.Name}; ip link set dev {nic} up; ip link set dev lo up");
        await Middle.RunAsync($"ip link set dev v{n} master wire up");
        if (withSwitch) made.Push(await HostSwitch.StartAsync(host, mount, Middle, $"v{n}"));
        await host.RunAsync($"""
            ip address add {Sample.Underlay(n)}/24 dev eth0
            ip address add fd00:124::{50 + n}/64 dev eth0 nodad
            ip link set dev eth0 up
            ip route add default via 192.168.124.1
            """);
        hosts[n] = await WireHost.CreateAsync(n, host, mount, TestContext.Current.CancellationToken);
        made.Push(hosts[n]);
    }
}
