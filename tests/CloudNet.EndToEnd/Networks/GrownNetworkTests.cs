using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd.Networks;

/// <summary>Networks of both families, and networks that grow, on hosts that run.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class GrownNetworkTests(SharedLab lab)
{
    [Fact]
    public async Task OfADualStackNetworkContainersReachEachOtherInBothFamilies()
    {
        var made = await lab.Api.SendAsync<NetworkRecord>(
            HttpMethod.Post, "api/v1/networks", new CreateNetwork("dual", "10.130.0.0/16", MoreRanges: [new("fd00:130::/48")]));
        foreach (var host in (string[])["v1", "v2"]) await lab.Api.JoinAsync("dual", host);
        await lab.V1.InSyncAsync(lab.Api);
        await lab.V2.InSyncAsync(lab.Api);
        var (one, two) = (await lab.V1.AttachAsync("dual"), await lab.V2.AttachAsync("dual"));
        Assert.True(made.Ranges[1].Range.Contains(one.Ipv6!) && made.Ranges[1].Range.Contains(two.Ipv6!));
        await Eventually.HoldsAsync("IPv6 goes through", () => one.PingsAsync(two.Ipv6!));
        Assert.Equal(one.Address, await one.SeenByAsync(two));
        Assert.Equal(one.Ipv6, await Reach.SeenByAsync(one.Namespace, two.Ipv6!));
        Assert.Equal(two.Ipv6, await Reach.SeenByAsync(two.Namespace, one.Ipv6!));
        await Eventually.HoldsAsync("the controller knows both addresses", async () =>
            (await lab.Api.WorkloadsAsync()).Any(workload => workload.Addresses.Contains(one.Ipv6) && workload.Addresses.Contains(one.Address)));

        await lab.V1.Namespace.RunAsync("ip", "-6", "route", "flush", "proto", "77");
        await Eventually.HoldsAsync("a route that is taken away by hand comes back", () => one.PingsAsync(two.Ipv6!));
        await EndAsync("dual", [one, two]);
    }

    [Fact]
    public async Task AFullNetworkGrowsWhileItsContainersTalk()
    {
        await lab.Api.SendAsync<NetworkRecord>(HttpMethod.Post, "api/v1/networks", new CreateNetwork("small", "10.131.0.0/24", 26));
        foreach (var host in (string[])["v1", "v2", "v3"]) await lab.Api.JoinAsync("small", host);
        await lab.V1.InSyncAsync(lab.Api);
        await lab.V2.InSyncAsync(lab.Api);
        var (one, two) = (await lab.V1.AttachAsync("small"), await lab.V2.AttachAsync("small"));
        await Eventually.HoldsAsync("packets go through", () => one.PingsAsync(two));
        var late = await lab.HostAsync("late", "blue");
        var full = await Assert.ThrowsAsync<Controllers.ApiRefusalException>(() => lab.Api.JoinAsync("small", "late"));
        Assert.Equal(409, full.Problem.Status);

        var ping = one.Ping(two);
        await ping.AnsweredMoreAsync();
        await lab.Api.SendAsync<NetworkRecord>(HttpMethod.Post, "api/v1/networks/small/ranges", new AddRange("10.132.0.0/24"));
        await lab.Api.JoinAsync("small", "late");
        await late.InSyncAsync(lab.Api, 2);
        await lab.V1.InSyncAsync(lab.Api);
        var third = await late.AttachAsync("small");
        Assert.StartsWith("10.132.0.", third.Address.ToString(), StringComparison.Ordinal);
        await Eventually.HoldsAsync("the new range is reached", () => one.PingsAsync(third));
        Assert.Equal(one.Address, await one.SeenByAsync(third));
        await ping.AnsweredMoreAsync();
        await ping.StopWithoutLossAsync();
        await EndAsync("small", [one, two]);
        await lab.Api.RemoveHostAsync("late");
    }

    private async Task EndAsync(string network, Container[] containers)
    {
        foreach (var container in containers) Assert.Equal(0, (await container.Host.CloudNetAsync("detach", container.Name)).Status);
        await lab.Api.DeleteNetworkAsync(network);
        foreach (var host in (LabHost[])[lab.V1, lab.V2, lab.V3]) await host.InSyncAsync(lab.Api);
    }
}
