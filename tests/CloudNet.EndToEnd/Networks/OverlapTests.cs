using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd.Networks;

/// <summary>Addresses that a real host has for something else, such as Docker's bridge, are known before a network takes them.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class OverlapTests(SharedLab lab)
{
    private const string Range = "172.30.0.0/16";

    [Fact]
    public async Task AHostsBridgeIsFoundBeforeASubnetIsGivenAndARouteThatComesLaterIsItsProblem()
    {
        var host = await lab.HostAsync("docked", "blue");
        await host.Namespace.RunAsync("ip", "link", "add", "docker0", "type", "bridge");
        await host.Namespace.RunAsync("ip", "address", "add", "172.30.0.1/16", "dev", "docker0");
        await host.Namespace.RunAsync("ip", "link", "set", "docker0", "up");
        await RoutesAsync(there: true);

        var made = await RefusedAsync(HttpMethod.Post, "api/v1/networks", new CreateNetwork("dock", Range));
        Assert.Contains("172.30.0.0/16 on 'docker0' of host 'docked'", made, StringComparison.Ordinal);
        await lab.Api.SendAsync<NetworkRecord>(HttpMethod.Post, "api/v1/networks", new CreateNetwork("dock", Range, AllowOverlap: true));
        Assert.Contains("'docker0'", await RefusedAsync(HttpMethod.Put, "api/v1/networks/dock/hosts/docked"), StringComparison.Ordinal);
        Assert.DoesNotContain((await lab.Api.HostAsync("docked")).Leases, lease => lease.NetworkName == "dock");
        await lab.Api.JoinAsync("dock", "v1");

        await host.Namespace.RunAsync("ip", "route", "del", Range, "dev", "docker0");
        await RoutesAsync(there: false);
        await lab.Api.JoinAsync("dock", "docked");
        await host.InSyncAsync(lab.Api, 2);
        Assert.DoesNotContain((await lab.Api.HostAsync("docked")).Problems, IsOverlap);
        await host.Namespace.RunAsync("ip", "route", "add", "172.30.128.0/17", "dev", "docker0");
        await Eventually.HoldsAsync("the route is a problem of the host", async () => (await lab.Api.HostAsync("docked")).Problems.Any(IsOverlap));

        await lab.Api.DeleteNetworkAsync("dock");
        await Eventually.HoldsAsync("it is none without the network", async () => !(await lab.Api.HostAsync("docked")).Problems.Any(IsOverlap));
        await lab.Api.RemoveHostAsync("docked");
    }

    private static bool IsOverlap(string problem) => problem.Contains("overlaps network 'dock'", StringComparison.Ordinal);

    private Task RoutesAsync(bool there) => Eventually.HoldsAsync($"the controller knows that the bridge is {(there ? "" : "not ")}there", async () =>
        (await lab.Api.SendAsync<HostFactsRecord>(HttpMethod.Get, "api/v1/hosts/docked/facts")).Routes.Any(route => route.Link == "docker0") == there);

    private async Task<string> RefusedAsync(HttpMethod method, string path, object? body = null)
    {
        var refusal = await Assert.ThrowsAsync<Controllers.ApiRefusalException>(() => lab.Api.SendAsync(method, path, body));
        Assert.Equal(409, refusal.Problem.Status);
        return refusal.Problem.Detail!;
    }
}
