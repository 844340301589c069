using System.Net.Sockets;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>Services, by real packets on three hosts.</summary>
[Trait("needs", "root")]
public sealed partial class ServiceTrafficTests
{
    private const string Vip = "10.100.0.17", Vip6 = "fd00:100::17";

    [Fact]
    public async Task One_address_leads_to_the_backends_from_everywhere_and_they_see_who_calls()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService);

        foreach (var client in new[] { lab.Client1, lab.Client3, lab.Web1, lab.Web2 })
        {
            var (four, six) = (await lab.AnswersAsync(client, Vip), await lab.AnswersAsync(client, Vip6));
            Assert.Equal(["web1", "web2"], four.Keys.Order());
            Assert.Equal(["web1", "web2"], six.Keys.Order());
            // Who comes to himself cannot see himself, or he would answer past the host.
            foreach (var (backend, seen) in four) Assert.Equal(backend == client.Name ? client.Gateway : client.Address, seen);
            foreach (var (backend, seen) in six) Assert.Equal(backend == client.Name ? client.Gateway6 : client.Address6, seen);
        }
        foreach (var host in (int[])[1, 2, 3])
            Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.HostAs(host), Vip)).Keys.Order());
        Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.HostAs(1), Vip6)).Keys.Order());
        foreach (var client in new[] { lab.Client1, lab.Client3, lab.Web1, lab.HostAs(3) })
        {
            using var socket = client.UdpFromOnePort();
            Assert.StartsWith("web", lab.AskFrom(socket, Vip, 53), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task From_outside_a_backend_is_reached_through_any_host()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService);
        foreach (var host in (int[])[1, 3])
        {
            await lab.Wire.Middle.RunAsync($"ip route replace 10.100.0.0/24 via 192.168.124.{50 + host}; ip route replace fd00:100::/64 via fd00:124::{50 + host}");
            var answers = await lab.AnswersAsync(lab.Outside, Vip);
            Assert.Equal(["web1", "web2"], answers.Keys.Order());
            // Through the host that it is on it sees who calls; through another, whose answer would not come back there, it sees that one.
            Assert.Equal(host == 1 ? "192.168.124.1" : "10.100.3.1", answers["web1"]);
            Assert.Equal($"10.100.{host}.1", answers["web2"]);
            Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.Outside, Vip6)).Keys.Order());
        }
    }

    [Fact]
    public async Task What_nobody_serves_is_refused_at_once()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService, Served.WebService with { Name = "none", Addresses = [System.Net.IPAddress.Parse("10.100.0.18")], Selector = Served.Labels("app=none") });
        await lab.Wire.Middle.RunAsync("ip route replace 10.100.0.0/24 via 192.168.124.51");
        foreach (var client in new[] { lab.Client1, lab.Client3, lab.HostAs(1), lab.Outside })
        {
            await client.RefusedAsync("10.100.0.18", 80);
            await client.RefusedAsync(Vip, 81);
            await client.RefusedAsync("10.100.0.19", 80);
            // What a program on the host itself sends by UDP is refused as it is sent.
            var words = client.Name == "v1" ? SocketError.AccessDenied : SocketError.ConnectionRefused;
            Assert.Equal(words, await client.OutcomeAsync("10.100.0.18", 53, udp: true));
            Assert.Equal(words, await client.OutcomeAsync(Vip, 54, udp: true));
        }
    }

    [Fact]
    public async Task Backends_come_and_go_and_running_connections_go_on()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService);
        await using var running = await lab.Client3.ConnectAsync(Vip, 8081);
        var to = await running.SayAsync();
        lab.Relabel("web1", "app=other");
        await lab.ServeAsync(Served.WebService);
        Assert.Equal(["web2"], (await lab.AnswersAsync(lab.Client3, Vip)).Keys);
        Assert.Equal(to, await running.SayAsync());
        lab.Relabel("web2", "app=other");
        await lab.ServeAsync(Served.WebService);
        await lab.Client3.RefusedAsync(Vip, 80);
        Assert.Equal(to, await running.SayAsync());
        lab.Relabel("web1", "app=web");
        await lab.ServeAsync(Served.WebService);
        Assert.Equal(["web1"], (await lab.AnswersAsync(lab.Client3, Vip)).Keys);
    }

    [Fact]
    public async Task Another_network_of_the_host_reaches_no_service()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeWithClassicAsync(Served.WebService);
        Assert.Null(await lab.Classic.CallAsync(Vip, 80));
        Assert.Equal("web1 10.100.1.1", await lab.Classic.CallAsync("192.168.124.51", 8000));
        Assert.NotNull(await lab.Client1.CallAsync(Vip, 80));
    }

    [Theory]
    [InlineData(NetworkDriver.Bridge)]
    [InlineData(NetworkDriver.Routed)]
    [InlineData(NetworkDriver.Udp)]
    public async Task By_other_drivers_it_is_the_same(NetworkDriver driver)
    {
        int? port = driver == NetworkDriver.Udp ? 8285 : null;
        var four = Served.In(Sample.Blue.With(settings => settings with { Driver = driver, Port = port }), "10.100.0.0/24");
        await using var lab = await ServiceLab.CreateAsync(four);
        await lab.ServeAsync(Served.WebService with { Addresses = [System.Net.IPAddress.Parse(Vip)] });
        foreach (var client in new[] { lab.Client1, lab.Client3, lab.Web1, lab.HostAs(3) })
        {
            var answers = await lab.AnswersAsync(client, Vip);
            Assert.Equal(["web1", "web2"], answers.Keys.Order());
            foreach (var (backend, seen) in answers) Assert.Equal(backend == client.Name ? client.Gateway : client.Address, seen);
        }
        await lab.Client3.RefusedAsync(Vip, 81);
        await lab.Wire.Middle.RunAsync("ip route replace 10.100.0.0/24 via 192.168.124.51");
        Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.Outside, Vip)).Keys.Order());
    }

    [Fact]
    public async Task An_address_that_is_left_from_before_the_network_grew_is_served_no_less()
    {
        await using var lab = await ServiceLab.CreateAsync(Served.In(Sample.Dual, "10.100.64.0/24", "fd00:100::/64"));
        await lab.ServeAsync(Served.WebService);
        foreach (var client in new[] { lab.Client1, lab.Client3, lab.HostAs(2) })
            Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(client, Vip)).Keys.Order());
    }
}
