using System.Net.Sockets;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>Policies, by real packets on three hosts.</summary>
[Trait("needs", "root")]
public sealed partial class PolicyTrafficTests
{
    private const PolicyDefault Allow = PolicyDefault.Allow, Deny = PolicyDefault.Deny, Count = PolicyDefault.Count;

    private const int Patience = 3_000; // ms

    private static readonly NetworkPolicy ToWeb = new(
        "to-web", PolicyDirection.Ingress, PolicyAction.Allow, 500, Served.Web, [Policed.Peer("app=client")], [new(PolicyProtocol.Tcp, 8080)]);

    [Fact]
    public async Task By_labels_across_hosts_and_on_one_bridge_and_other_labels_move_the_verdict()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        lab.Relabel("client1", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        foreach (var web in new[] { lab.Web1, lab.Web2 })
        {
            await ReachesAsync(lab.Client1, web, 8080);
            await RefusedAsync(lab.Client3, web, 8080);
            await RefusedAsync(lab.Client1, web, 8081);
        }
        await RefusedAsync(lab.Web1, lab.Web2, 8080);
        Assert.Equal(SocketError.HostUnreachable, await lab.Client1.OutcomeAsync(lab.Web2.Address, 5353, udp: true));

        lab.Relabel("client1");
        lab.Relabel("client3", "app=client", "tier=front");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        foreach (var web in new[] { lab.Web1, lab.Web2 })
        {
            await RefusedAsync(lab.Client1, web, 8080);
            await ReachesAsync(lab.Client3, web, 8080);
        }
        // Without policies the tables are gone, and all is open.
        await lab.JudgeAsync(Allow, Allow);
        foreach (var host in (int[])[1, 2, 3]) Assert.DoesNotContain("cloudnet-policy", await lab.Wire[host].RunAsync("nft list tables"), StringComparison.Ordinal);
        await ReachesAsync(lab.Client1, lab.Web1, 8080);
        Assert.Equal(SocketError.Success, await lab.Client1.OutcomeAsync(lab.Web2.Address, 5353, udp: true));
    }

    [Fact]
    public async Task What_workloads_begin_is_judged_where_they_are()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        lab.Relabel("client3", "app=client");
        await lab.JudgeAsync(Allow, Deny, new NetworkPolicy(
            "out", PolicyDirection.Egress, PolicyAction.Allow, 500, Served.Labels("app=client"), [Policed.Peer("app=web")], [new(PolicyProtocol.Tcp, 8080, 8081)]));
        await ReachesAsync(lab.Client3, lab.Web1, 8080);
        Assert.Equal(SocketError.Success, await lab.Client3.OutcomeAsync(lab.Web2.Address, 8081, udp: false));
        Assert.Equal(SocketError.HostUnreachable, await lab.Client3.OutcomeAsync(lab.Web2.Address, 5353, udp: true));
        await RefusedAsync(lab.Client1, lab.Web1, 8080);
        await RefusedAsync(lab.Web1, lab.Web2, 8080);
        Assert.Equal(SocketError.HostUnreachable, await lab.Client1.OutcomeAsync("192.168.124.1", 8080, udp: false));
        Assert.Contains("2 received", await lab.Wire[1].RunAsync($"ping -c 2 -i 0.1 -W 2 {lab.Web1.Address}"), StringComparison.Ordinal); // the host's own is not judged
        Assert.Contains("100% packet loss", await lab.Client3.Inside.RunAsync($"ping -c 1 -W 1 {lab.Web1.Address} || true"), StringComparison.Ordinal);
        await lab.JudgeAsync(Allow, Deny, new NetworkPolicy("ping", PolicyDirection.Egress, PolicyAction.Allow, 500, Served.Labels(), default,
            [new(PolicyProtocol.Icmp)]));
        await lab.Client3.Inside.RunAsync($"ping -c 1 -W 2 {lab.Web1.Address}; ping -c 1 -W 2 {lab.Web1.Address6}; ping -c 1 -W 2 192.168.124.1");
    }

    [Fact]
    public async Task The_first_that_matches_decides_and_a_dry_run_counts_and_lets_pass()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        var all = Policed.Any("shut", PolicyDirection.Ingress, PolicyAction.Deny, 9);
        await lab.JudgeAsync(Allow, Allow, all, Policed.Any("open", PolicyDirection.Ingress, PolicyAction.Allow, 8));
        await ReachesAsync(lab.Client1, lab.Web1, 8080);
        await lab.JudgeAsync(Allow, Allow, all, Policed.Any("open", PolicyDirection.Ingress, PolicyAction.Allow, 9)); // of equals that which denies
        await RefusedAsync(lab.Client1, lab.Web1, 8080);

        await lab.JudgeAsync(Allow, Allow, all with { DryRun = true });
        var before = lab.Matched(2, "ingress-5-shut");
        for (var call = 0; call < 3; call++) Assert.NotNull(await lab.Client3.CallAsync(lab.Web2.Address, 8080));
        Assert.Equal(before + 3, lab.Matched(2, "ingress-5-shut")); // what follows in a connection is not counted
        await lab.JudgeAsync(Count, Deny, all with { DryRun = true }, Policed.Any("out", PolicyDirection.Egress, PolicyAction.Allow));
        await ReachesAsync(lab.Client3, lab.Web2, 8080);
        Assert.Equal((before + 5, 2), (lab.Matched(2, "ingress-5-shut"), lab.Matched(2, "ingress-5.default"))); // it was not counted anew
        Assert.Equal(0, lab.Matched(2, "egress-5.default"));
    }

    [Fact]
    public async Task A_connection_that_runs_goes_on_and_the_next_is_refused()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        await lab.JudgeAsync(Allow, Allow);
        await using var running = await lab.Client3.ConnectAsync(lab.Web1.Address, 8081);
        await using var beside = await lab.Client1.ConnectAsync(lab.Web1.Address6, 8081);
        await lab.JudgeAsync(Deny, Deny);
        Assert.Equal(("web1", "web1"), (await running.SayAsync(), await beside.SayAsync()));
        await RefusedAsync(lab.Client3, lab.Web1, 8081);
        // Both ways are judged: where the one is open the other may not be.
        await lab.JudgeAsync(Deny, Deny, Policed.Any("out", PolicyDirection.Egress, PolicyAction.Allow));
        await RefusedAsync(lab.Client3, lab.Web1, 8081);
        await lab.JudgeAsync(Deny, Deny, Policed.Any("out", PolicyDirection.Egress, PolicyAction.Allow), Policed.Any("in", PolicyDirection.Ingress, PolicyAction.Allow));
        await ReachesAsync(lab.Client3, lab.Web1, 8080);
        await ReachesAsync(lab.Client1, lab.Web1, 8080);
    }

    private static async Task ReachesAsync(ServiceClient client, ServiceClient web, int port)
    {
        Assert.Equal((client.Name, $"{web.Name} {client.Address}"), (client.Name, await client.CallAsync(web.Address, port)));
        Assert.Equal((client.Name, $"{web.Name} {client.Address6}"), (client.Name, await client.CallAsync(web.Address6, port)));
    }

    // At once, and so that the caller knows why. A caller by IPv6 that is told while it is still busy sending, as in the namespaces of one kernel, hears
    // it when it
    // tries again, after a second.
    private static async Task RefusedAsync(ServiceClient client, ServiceClient web, int port)
    {
        Assert.Equal((client.Name, web.Name, SocketError.HostUnreachable), (client.Name, web.Name, await client.OutcomeAsync(web.Address, port, udp: false)));
        Assert.Equal((client.Name, web.Name, SocketError.AccessDenied), (client.Name, web.Name, await client.OutcomeAsync(web.Address6, port, udp: false,
            Patience)));
    }
}
