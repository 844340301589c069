using System.Net;
using CloudNet.Contracts.Services;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Services;

/// <summary>One address in front of containers on several hosts, from the API to the packets.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class ServiceTests(SharedLab lab)
{
    private const string Network = "e-services", Path = $"api/v1/networks/{Network}/services";
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };

    [Fact]
    public async Task AServiceFollowsItsBackendsAndNeedsNeitherAgentNorController()
    {
        await JoinAsync();
        var service = await lab.Api.SendAsync<ServiceRecord>(HttpMethod.Post, Path, new CreateService("web", [new(80, 8080)], Web));
        var vip = Assert.Single(service.Addresses);
        Assert.Equal("10.83.0.17", $"{vip}");
        var (client, outside) = (await lab.V3.AttachAsync(Network), lab.V2.Namespace);
        await Eventually.HoldsAsync("nobody serves, and that is said at once", async () => (await CallAsync(client.Namespace, vip)).Contains("refused", StringComparison.Ordinal));

        var (one, two) = (await ServiceBackend.AttachAsync(lab, lab.V1, Network, "web-1"), await ServiceBackend.AttachAsync(lab, lab.V2, Network, "web-2"));
        foreach (var from in new[] { client.Namespace, lab.V3.Namespace, outside, one.Namespace }) await AnsweredByAsync(from, vip, "web-1", "web-2");
        Assert.Equal(2, (await lab.Api.SendAsync<ServiceRecord>(HttpMethod.Get, $"{Path}/web")).BackendCount);

        await lab.V3.KillAgentAsync();
        await lab.Controller.KillAsync();
        await AnsweredByAsync(client.Namespace, vip, "web-1", "web-2");
        lab.V3.StartAgent();
        // With no controller a host knows of its own containers, and of what others had when it last heard of them.
        await two.DetachAsync();
        await AnsweredByAsync(outside, vip, "web-1");
        await lab.Controller.StartAsync();
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.LinkedAsync(lab.Api);
        await AnsweredByAsync(client.Namespace, vip, "web-1");

        await lab.V3.InsideAsync("nft delete table inet cloudnet-services");
        await AnsweredByAsync(client.Namespace, vip, "web-1");
        await lab.Api.SendAsync(HttpMethod.Delete, $"{Path}/web");
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 })
            await Eventually.HoldsAsync($"nothing is left on {host.Name}", async () => !(await host.InsideAsync("nft list ruleset")).Contains("cloudnet-services", StringComparison.Ordinal));
        await one.DetachAsync();
        await lab.V3.CloudNetAsync("detach", client.Name);
        await LeaveAsync();
    }

    [Fact]
    public async Task AllBackendsAreReplacedUnderLoadAndNoCallFails()
    {
        await JoinAsync();
        await lab.Api.SendAsync(HttpMethod.Post, Path, new CreateService("web", [new(80, 8080), new(8000, 8090)], Web, Addresses: ["10.83.0.5"]));
        var client = await lab.V3.AttachAsync(Network);
        List<ServiceBackend> backends =
            [await ServiceBackend.AttachAsync(lab, lab.V1, Network, "old-1"), await ServiceBackend.AttachAsync(lab, lab.V2, Network, "old-2")];
        await AnsweredByAsync(client.Namespace, IPAddress.Parse("10.83.0.5"), "old-1", "old-2");

        await using var load = ServiceLoad.Start(client.Namespace, IPEndPoint.Parse("10.83.0.5:80"));
        var http = await HttpLoad.StartAsync(lab.Lab, client.Namespace, "http://10.83.0.5:8000/");
        for (var round = 1; round <= 3; round++)
            for (var at = 0; at < backends.Count; at++)
            {
                var next = await ServiceBackend.AttachAsync(lab, at == 0 ? lab.V1 : lab.V2, Network, $"new-{round}-{at}");
                await load.SeesAsync(next.Name, isThere: true);
                // Out of the service first, and off the network once nobody comes any more.
                await backends[at].LabelAsync("app-");
                await load.SeesAsync(backends[at].Name, isThere: false);
                await backends[at].DetachAsync();
                backends[at] = next;
            }
        var (calls, failures) = await load.StopAsync();
        Assert.Empty(failures);
        Assert.True(calls > 100, $"{calls} calls are no load");
        var (answered, failed) = await http.StopAsync();
        Assert.Equal([], failed);
        Assert.True(answered > 100, $"{answered} calls are no load");

        foreach (var backend in backends) await backend.DetachAsync();
        await lab.V3.CloudNetAsync("detach", client.Name);
        await LeaveAsync();
    }

    [Fact]
    public async Task ADeadBackendIsLeftOutOnAllHostsAndComesBackAndOneThatDrainsGetsNothingNew()
    {
        await JoinAsync();
        await lab.Api.SendAsync(HttpMethod.Post, Path, new CreateService("web", [new(80, 8080)], Web, Addresses: ["10.83.0.6"],
            HealthCheck: new("tcp", IntervalSeconds: 1, TimeoutSeconds: 1, Rise: 1, Fall: 1)));
        var vip = IPAddress.Parse("10.83.0.6");
        var client = await lab.V3.AttachAsync(Network);
        var (one, two) = (await ServiceBackend.AttachAsync(lab, lab.V1, Network, "well-1"), await ServiceBackend.AttachAsync(lab, lab.V2, Network, "well-2"));
        await AnsweredByAsync(client.Namespace, vip, "well-1", "well-2");

        await two.StopAsync();
        await Eventually.EqualsAsync("it is found to fail", "well-1 Ready, well-2 Failing", StatesAsync);
        await AnsweredByAsync(client.Namespace, vip, "well-1");
        await two.StartAsync(lab);
        await AnsweredByAsync(client.Namespace, vip, "well-1", "well-2");

        Assert.Equal(0, (await lab.V1.CloudNetAsync("drain", "well-1")).Status);
        await AnsweredByAsync(client.Namespace, vip, "well-2");
        foreach (var backend in new[] { one, two }) await backend.DetachAsync();
        await lab.V3.CloudNetAsync("detach", client.Name);
        await lab.Api.SendAsync(HttpMethod.Delete, $"{Path}/web");
        await LeaveAsync();

        async Task<string> StatesAsync() => string.Join(", ", (await lab.Api.SendAsync<IReadOnlyList<BackendRecord>>(HttpMethod.Get, $"{Path}/web/backends"))
            .Select(backend => $"{backend.WorkloadName} {backend.State}"));
    }

    private async Task JoinAsync()
    {
        await lab.Api.CreateNetworkAsync(Network, "10.83.0.0/16", "vxlan");
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await lab.Api.JoinAsync(Network, host.Name);
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }

    private async Task LeaveAsync()
    {
        await lab.Api.DeleteNetworkAsync(Network);
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }

    private static async Task<string> CallAsync(NetworkNamespace from, IPAddress vip)
    {
        var run = await from.TryAsync("socat", "-t3", "-T3", "-", $"TCP:{vip}:80,connect-timeout=3");
        return run.Output.Trim() + run.Errors;
    }

    // These and no others, of many calls.
    private static Task AnsweredByAsync(NetworkNamespace from, IPAddress vip, params string[] names) =>
        Eventually.EqualsAsync($"who answers {from.Name}", string.Join(" ", names), async () =>
        {
            HashSet<string> seen = [];
            for (var call = 0; call < 16; call++) seen.Add(await CallAsync(from, vip));
            return string.Join(" ", seen.Order(StringComparer.Ordinal));
        });
}
