using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Controller.Tests.Api;
using static CloudNet.Controller.Tests.Services.ServiceSteps;

namespace CloudNet.Controller.Tests.Services;

/// <summary>Ports of hosts that lead to services: each leads to one thing.</summary>
public sealed class HostPortTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/services";

    [Fact]
    public async Task A_port_of_a_host_is_given_once()
    {
        using var owner = await controller.NewTenantAsync("hostports");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var (v1, v2) = (await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));
        await owner.NewHostAsync("v3", "192.168.124.53", "red");
        await owner.JoinAsync("red", "v1");

        var web = await owner.NewServiceAsync("blue", Leading("web", 30080) with { Hosts = ["v1"] });
        Assert.Equal((30080, "v1"), (web.Ports.Single().HostPort, Assert.Single(web.Hosts!)));
        Assert.Equal([v1], (await controller.ToldAsync(blue))[web.Id].Hosts);
        // On another host it is free, and of another protocol.
        await owner.NewServiceAsync("blue", Leading("api", 30080) with { Hosts = [v2.ToString()] });
        await owner.NewServiceAsync("blue", new("dns", [new(53, Protocol: "udp", HostPort: 30080)], WebLabels));
        Assert.Equal(["ports[0].hostPort"], await RefusedAsync(owner, "red", Leading("other", 30080)));
        Assert.Equal(["ports[0].hostPort"], await RefusedAsync(owner, "blue", Leading("all", 30080)));
        Assert.Equal(["ports[1].hostPort"], await RefusedAsync(owner, "blue", new("two", [new(80), new(81, HostPort: 4789, Protocol: "udp")], WebLabels)));
        Assert.Equal(["hosts[0]"], await RefusedAsync(owner, "blue", Leading("where", 30081) with { Hosts = ["v3"] }, 400));
        Assert.Equal(["hosts"], await RefusedAsync(owner, "blue", Service("why") with { Hosts = ["v1"] }, 400));

        var mapping = new CreatePortMapping("v1", "web", "30080", 80);
        const string Mappings = "/api/v1/networks/red/port-mappings";
        Assert.Contains("service 'web'", (await owner.PostRefusedAsync(Mappings, mapping, 409)).Detail, StringComparison.Ordinal);
        await owner.PostAsync<PortMappingRecord>(Mappings, mapping with { HostPort = "30090" }, 201);
        Assert.Equal(["ports[0].hostPort"], await RefusedAsync(owner, "blue", Leading("late", 30090) with { Hosts = ["v1"] }));

        // What it has it keeps, whatever else is changed; without the port it has no hosts either.
        var set = await owner.PutAsync<ServiceRecord>($"{Path}/web", new SetService(LocalOnly: true));
        Assert.Equal((30080, 1), (set.Ports.Single().HostPort, set.Hosts!.Count));
        Assert.Null((await owner.PutAsync<ServiceRecord>($"{Path}/web", new SetService([new(80)]))).Hosts);
        await owner.NewServiceAsync("red", Leading("other", 30080));
    }

    private static CreateService Leading(string name, int hostPort) => new(name, [new(80, 8080, HostPort: hostPort)], WebLabels);

    private static async Task<IEnumerable<string>> RefusedAsync(
        ApiClient owner, string network, CreateService service, int status = 409)
    {
        var refused = await owner.PostRefusedAsync($"/api/v1/networks/{network}/services", service, status);
        return refused.Problems!.Select(problem => problem.Field);
    }
}
