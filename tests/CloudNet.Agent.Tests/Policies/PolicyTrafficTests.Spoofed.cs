using System.Net.Sockets;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Policies;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

public sealed partial class PolicyTrafficTests
{
    [Fact]
    public async Task Who_says_he_is_another_is_not_heard()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        lab.Relabel("client1", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        // client3 is no client, and says that it is client1, by any of its addresses, or somebody of its own subnet.
        await lab.Client3.Inside.RunAsync($"""
            ip addr add {lab.Client1.Address}/32 dev eth0; ip -6 addr add {lab.Client1.Address6}/128 dev eth0 nodad; ip addr add 10.100.3.77/24 dev eth0
            """);
        var before = await DroppedAsync(lab);
        foreach (var (from, to) in new[] { (lab.Client1.Address, lab.Web2.Address), ($"[{lab.Client1.Address6}]", $"[{lab.Web2.Address6}]"), ("10.100.3.77",
            lab.Web2.Address) })
            Assert.Equal("", await lab.Client3.Inside.RunAsync($"timeout 2 socat - TCP:{to}:8080,bind={from},connect-timeout=1 < /dev/null 2> /dev/null || true"));
        Assert.True(await DroppedAsync(lab) > before);
        // Nor does it answer for another's address: the host does not learn that it has it.
        before = await DroppedAsync(lab);
        await lab.Client3.Inside.RunAsync("ip addr add 10.100.3.66/32 dev eth0; ip neigh flush dev eth0");
        Assert.Contains("100% packet loss", await lab.Wire[3].RunAsync("ping -c 1 -W 1 10.100.3.66 || true"), StringComparison.Ordinal);
        Assert.DoesNotContain("lladdr", await lab.Wire[3].RunAsync("ip neigh show to 10.100.3.66"), StringComparison.Ordinal);
        Assert.True(await DroppedAsync(lab) > before);
        // By itself it is heard.
        lab.Relabel("client3", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        await lab.Client3.Inside.RunAsync($"ip addr del {lab.Client1.Address}/32 dev eth0; ip -6 addr del {lab.Client1.Address6}/128 dev eth0");
        await ReachesAsync(lab.Client3, lab.Web2, 8080);
    }

    [Fact]
    public async Task No_tag_hides_a_packet()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        await lab.JudgeAsync(Allow, Allow, Policed.Any("some", PolicyDirection.Ingress, PolicyAction.Deny) with { Ports = [new(PolicyProtocol.Sctp)] });
        // To all, from nobody, tagged with 5, and IPv4 inside.
        await lab.Client3.Inside.RunAsync(
            @"printf '\377\377\377\377\377\377\002\0\0\0\0\1\201\0\0\5\010\0%046d' 0 | socat -u - INTERFACE:eth0");
        var rules = await lab.Wire[3].RunAsync("nft list chain bridge cloudnet-policy prerouting");
        Assert.Contains("ether type { 8021q, 8021ad } counter packets", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("8021ad } counter packets 0 ", rules, StringComparison.Ordinal);
        await ReachesAsync(lab.Client3, lab.Web2, 8080);
    }

    [Fact]
    public async Task Neighbours_are_found_and_link_local_addresses_lead_past_nothing()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        var local = (await lab.Web1.Inside.RunAsync("ip -6 -o addr show dev eth0 scope link | awk '{ print $4 }' | cut -d/ -f1")).Trim();
        Assert.NotEmpty(local);
        await lab.Client1.Inside.RunAsync("ip neigh flush dev eth0; ip -6 neigh flush dev eth0");
        Assert.Equal("", await lab.Client1.Inside.RunAsync($"timeout 2 socat - TCP6:[{local}%eth0]:8080,connect-timeout=1 < /dev/null 2> /dev/null || true"));
        lab.Relabel("client1", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        await ReachesAsync(lab.Client1, lab.Web1, 8080);
        // An address that comes up is asked for first (RFC 4862, 5.4), and the host's gateway is found anew.
        await lab.Client1.Inside.RunAsync("ip -6 neigh flush dev eth0; ip neigh flush dev eth0");
        await ReachesAsync(lab.Client1, lab.Web2, 8080);
        Assert.Equal(SocketError.AccessDenied, await lab.Client3.OutcomeAsync(lab.Web1.Address6, 8080, udp: false, Patience));
    }

    private static async Task<long> DroppedAsync(ServiceLab lab) =>
        long.Parse((await lab.Wire[3].RunAsync("nft list chain bridge cloudnet-policy prerouting | sed -n 's/.*counter packets \\([0-9]*\\).*no address.*/\\1/p'")).Trim(), null);
}
