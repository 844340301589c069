using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>Ports of hosts that lead to a service.</summary>
public sealed partial class ServiceTrafficTests
{
    private const string Host1 = "192.168.124.51", Host2 = "192.168.124.52", Host3 = "192.168.124.53";

    [Fact]
    public async Task A_port_of_chosen_hosts_leads_to_the_backends_from_everywhere()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService with
        {
            Ports = [new(80, 8080, HostPort: 30080), new(53, 5353, TransportProtocol.Udp, HostPort: 30053)], Hosts = [Sample.Host(1), Sample.Host(3)],
        });

        // From outside through a host without a backend too; and who is on the host of the backend that he gets is seen as himself.
        (ServiceClient, string)[] calls =
        [
            (lab.Outside, Host1), (lab.Outside, Host3), (lab.Client3, Host1), (lab.Client1, Host1), (lab.HostAs(3), Host3), (lab.HostAs(2), Host1),
            (lab.Web1, Host1),
        ];
        foreach (var (client, host) in calls)
        {
            var answers = await client.CallsAsync(host, 30080, 16);
            Assert.DoesNotContain(null, answers);
            Assert.Equal(["web1", "web2"], answers.Select(answer => answer!.Split(' ')[0]).Distinct().Order());
        }
        var here = (await lab.Outside.CallsAsync(Host1, 30080, 16)).First(answer => answer!.StartsWith("web1", StringComparison.Ordinal));
        Assert.Equal($"web1 {lab.Outside.Address}", here);
        using var udp = lab.Outside.UdpFromOnePort();
        Assert.NotNull(lab.AskFrom(udp, Host3, 30053));
        // Not on the host that was not chosen, nor at other ports; and the service is at its own address as ever.
        await lab.Outside.RefusedAsync(Host2, 30080);
        await lab.Outside.RefusedAsync(Host1, 80);
        await lab.Outside.RefusedAsync(Host1, 8080);
        Assert.NotNull(await lab.Client3.CallAsync("10.100.0.17", 80));

        await lab.ServeAsync(Served.WebService);
        await lab.Outside.RefusedAsync(Host1, 30080);
    }

    [Fact]
    public async Task What_a_port_leads_to_already_it_leads_to_still()
    {
        await using var lab = await ServiceLab.CreateAsync();
        var service = Served.WebService with { Ports = [new(80, 8080, HostPort: 8000)] };
        await lab.ServeWithClassicAsync(service);
        await lab.ServeAsync(service);
        Assert.Equal("web1", (await lab.Outside.CallsAsync(Host1, 8000, 8)).Select(answer => answer?.Split(' ')[0]).Distinct().Single());
        Assert.Equal(["Port 8000 (tcp) of this host is taken, and does not lead to service web."], lab.Wire[1].Book.HostPorts.Problems);
        Assert.Equal(2, (await lab.Outside.CallsAsync(Host2, 8000, 16)).Select(answer => answer?.Split(' ')[0]).Distinct().Count());
    }

    [Fact]
    public async Task A_headless_service_is_in_no_map()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService with { Addresses = [] });
        Assert.DoesNotContain(lab.Wire[1].Book.All, element => !element.Map.EndsWith("hairpin", StringComparison.Ordinal));
        await lab.Client3.RefusedAsync("10.100.0.17", 80);
    }

    [Fact]
    public async Task One_that_fails_or_is_away_gets_nothing_and_one_that_drains_keeps_what_it_has()
    {
        await using var lab = await ServiceLab.CreateAsync();
        var service = Served.WebService with { HealthCheck = new(HealthCheckKind.Tcp, 8080) };
        await lab.ServeAsync(service);
        lab.Fare("web2", workload => workload with { Failing = [Served.Id(1)] });
        await lab.ServeAsync(service);
        Assert.Equal(["web1"], (await lab.AnswersAsync(lab.Client3, "10.100.0.17")).Keys);
        lab.Fare("web1", workload => workload with { Failing = [Served.Id(1)] });
        await lab.ServeAsync(service);
        Assert.Equal(["web1", "web2"], (await lab.AnswersAsync(lab.Client3, "10.100.0.17")).Keys.Order());
        await lab.ServeAsync(service with { HealthCheck = service.HealthCheck! with { KeepAll = false } });
        await lab.Client3.RefusedAsync("10.100.0.17", 80);

        lab.Fare("web1", workload => workload);
        lab.Fare("web2", workload => workload with { IsAway = true });
        await lab.ServeAsync(service);
        Assert.Equal(["web1"], (await lab.AnswersAsync(lab.Client3, "10.100.0.17")).Keys);

        lab.Fare("web2", workload => workload);
        lab.Fare("web1", workload => workload with { IsDraining = true });
        await lab.ServeAsync(service with { HealthCheck = null });
        Assert.Equal(["web2"], (await lab.AnswersAsync(lab.Client3, "10.100.0.17")).Keys);
        lab.Fare("web1", workload => workload);
        await lab.ServeAsync(service);
        await using var running = await lab.Client3.ConnectAsync("10.100.0.17", 8081);
        var name = await running.SayAsync();
        lab.Fare(name!, workload => workload with { IsDraining = true });
        await lab.ServeAsync(service);
        Assert.DoesNotContain(name!, (await lab.AnswersAsync(lab.Client3, "10.100.0.17")).Keys);
        Assert.Equal(name, await running.SayAsync());
    }
}
