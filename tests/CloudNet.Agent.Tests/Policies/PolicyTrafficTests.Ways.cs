using System.Net.Sockets;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

public sealed partial class PolicyTrafficTests
{
    [Fact]
    public async Task By_a_port_of_the_host_a_range_is_let_in()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Dual);
        lab.MapPort();
        await lab.JudgeAsync(Deny, Allow);
        Assert.Equal(SocketError.HostUnreachable, await lab.Outside.OutcomeAsync("192.168.124.51", 8000, udp: false));
        await lab.JudgeAsync(Deny, Allow, new NetworkPolicy("outside", PolicyDirection.Ingress, PolicyAction.Allow, 500, Served.Web,
            [Policed.Cidr("192.168.124.0/28"), Policed.Cidr("fd00:124::/64")], [new(PolicyProtocol.Tcp, 8080)]));
        Assert.Equal("web1 192.168.124.1", await lab.Outside.CallAsync("192.168.124.51", 8000));
        await RefusedAsync(lab.Client1, lab.Web1, 8080);
        await lab.JudgeAsync(Allow, Allow, new NetworkPolicy("outside", PolicyDirection.Ingress, PolicyAction.Deny, 500, Served.Web, [Policed.Cidr("192.168.124.1/32")]));
        Assert.Equal(SocketError.HostUnreachable, await lab.Outside.OutcomeAsync("192.168.124.51", 8000, udp: false));
        await ReachesAsync(lab.Client1, lab.Web1, 8080);
    }

    [Fact]
    public async Task Behind_a_service_the_backends_own_address_is_judged()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService);
        lab.Relabel("client1", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.Client1, "10.100.0.17")).Keys.Order());
        Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.Client1, "fd00:100::17")).Keys.Order());
        Assert.Equal(SocketError.HostUnreachable, await lab.Client3.OutcomeAsync("10.100.0.17", 80, udp: false));
        Assert.Equal(SocketError.HostUnreachable, await lab.Client1.OutcomeAsync("10.100.0.17", 53, udp: true));
    }

    [Fact]
    public async Task On_a_segment_that_all_hosts_share_each_judges_its_own()
    {
        await using var lab = await ServiceLab.CreateAsync(Sample.Blue with { Settings = Sample.Blue.Settings with { Driver = NetworkDriver.Bridge } });
        lab.Relabel("client1", "app=client");
        await lab.JudgeAsync(Deny, Allow, ToWeb);
        foreach (var web in new[] { lab.Web1, lab.Web2 })
        {
            Assert.Equal(SocketError.Success, await lab.Client1.OutcomeAsync(web.Address, 8080, udp: false));
            Assert.Equal(SocketError.HostUnreachable, await lab.Client3.OutcomeAsync(web.Address, 8080, udp: false));
            Assert.Equal(SocketError.HostUnreachable, await lab.Client1.OutcomeAsync(web.Address, 8081, udp: false));
        }
        await lab.JudgeAsync(Allow, Deny, ToWeb with { Name = "out", Direction = PolicyDirection.Egress, Selector = Served.Labels("app=client"), Peers = [Policed.Peer("app=web")] });
        foreach (var web in new[] { lab.Web1, lab.Web2 })
        {
            Assert.Equal(SocketError.Success, await lab.Client1.OutcomeAsync(web.Address, 8080, udp: false));
            Assert.Equal(SocketError.HostUnreachable, await lab.Client3.OutcomeAsync(web.Address, 8080, udp: false));
        }
    }
}
