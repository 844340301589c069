using System.Net.Sockets;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Services;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A <see cref="PacketScene"/> in real kernels: three hosts and their workloads, each a namespace. Everybody answers at the ports of <see cref="ServiceClient"/>.</summary>
internal sealed class PacketLab : IAsyncDisposable
{
    // A backend of two that is not chosen in so many calls is never chosen: a mistake once in some million runs.
    private const int Many = 24, Few = 3;
    private readonly Wire wire;
    private readonly Dictionary<string, ServiceClient> callers = [];

    private PacketLab(Wire wire) => this.wire = wire;

    /// <summary>Makes one in which nothing is built yet.</summary>
    public static async Task<PacketLab> CreateAsync()
    {
        var lab = new PacketLab(await Wire.CreateAsync(PacketScene.Hosts.Length));
        lab.callers["outside"] = Caller("outside", lab.wire.Middle);
        foreach (var host in PacketScene.Hosts)
        {
            lab.callers[$"v{host}"] = Caller($"v{host}", lab.wire[host].Netns);
            // Rules see what the bridges of networks with services or policies pass on, and no other.
            await lab.wire[host].RunAsync("sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0; ip route add default via fd00:124::1");
        }
        foreach (var workload in PacketScene.First.Workloads) lab.callers[workload.Name] = Caller(workload.Name, await lab.wire.WorkloadAsync());
        await Task.WhenAll(lab.callers.Values.Select(caller => caller.ServeAsync(withIpv6: true)));
        return lab;
    }

    /// <summary>Has all hosts build what they are told.</summary>
    public async Task GoesToAsync(PacketScene scene)
    {
        foreach (var host in PacketScene.Hosts)
        {
            (wire[host].Services, wire[host].Workloads) = (PacketScene.Services, scene.Known);
            (wire[host].Mappings, wire[host].Hidden, wire[host].PoliciesOf) = (PacketScene.Mappings(host), PacketScene.Hidden(host), scene.PoliciesOf);
            await wire[host].ServeAsync(PacketScene.Networks, [.. scene.On(host).Select(workload => workload.AttachedAt(callers[workload.Name].Inside.Path))]);
            await wire[host].JudgeAsync(scene.WorkloadsOf);
        }
    }

    /// <summary>How packets disagree with a case; null: they do not.</summary>
    public async Task<string?> DisagreesAsync(PacketCase one)
    {
        var caller = await CallerAsync(one);
        HashSet<string> seen = [];
        var isRemembered = one.Kind == PacketKind.Remembered;
        for (var call = 0; call < (isRemembered ? Few : Many) && (isRemembered || seen.Count < one.Seen.Count); call++)
            seen.Add(await caller.ComesOfAsync(one.Protocol, one.To, mayAnswer: !one.Seen.Contains("dropped"), one.As));
        if (one.As is not null) await caller.Inside.RunAsync($"ip address del {Assumed(one)}");
        var agrees = isRemembered ? seen.Count == 1 && seen.IsSubsetOf(one.Seen) : seen.SetEquals(one.Seen);
        return agrees ? null : $"{one}\n  expected: {one.Expected}\n  came:     {string.Join(" | ", seen)}";
    }

    /// <summary>Begins connections.</summary>
    public async Task<IReadOnlyList<RunningCall>> BeginAsync(IReadOnlyList<PacketCase> cases)
    {
        List<RunningCall> all = [];
        foreach (var one in cases)
            for (var call = 0; call < Few; call++)
            {
                var conversation = await (await CallerAsync(one)).ConnectAsync($"{one.To.Address}", one.To.Port);
                all.Add(new(one, conversation, await conversation.SayAsync()));
            }
        return all;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var caller in callers.Values) await caller.Inside.StopAsync();
        await wire.DisposeAsync();
    }

    private static ServiceClient Caller(string name, NetworkNamespace inside) => new(name, inside, "", "", "", "");

    // A workload has it at its link, so that it says to its neighbours that it is there; the outside is asked for it by nobody.
    private static string Assumed(PacketCase one) =>
        $"{one.As}/{(IsIpv6(one) ? 128 : 32)} dev {(one.From.StartsWith("outside ", StringComparison.Ordinal) ? "lo" : "eth0")}";

    private static bool IsIpv6(PacketCase one) => one.To.AddressFamily == AddressFamily.InterNetworkV6;

    private async Task<ServiceClient> CallerAsync(PacketCase one)
    {
        var words = one.From.Split(' ');
        if (words is [.., "by", var host])
            await wire.Middle.RunAsync($"ip route replace 10.100.0.0/16 via 192.168.124.5{host[1..]}; ip route replace fd00:100::/48 via fd00:124::5{host[1..]}");
        if (one.As is not null) await callers[words[0]].Inside.RunAsync($"ip address replace {Assumed(one)}{(IsIpv6(one) ? " nodad" : "")}");
        return callers[words[0]];
    }
}
