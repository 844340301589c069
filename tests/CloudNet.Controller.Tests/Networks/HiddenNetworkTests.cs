using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>A network is hidden from a host that is in it: the host is told, and it is forgotten when it leaves.</summary>
public sealed class HiddenNetworkTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/hosts/v1/hidden";

    [Fact]
    public async Task The_host_is_told_and_so_is_who_asks()
    {
        using var owner = await controller.NewTenantAsync("hidden");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var host = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        async Task<IReadOnlyList<NetworkId>> ToldAsync() =>
            (await StreamLog.HostAsync(controller.Database, host, "v1")).Hidden is { IsDefault: false } hidden ? hidden : [];

        Assert.Equal(204, (await owner.SendAsync("PUT", Path, null)).Status);
        Assert.Equal(204, (await owner.SendAsync("PUT", Path, null)).Status);
        Assert.Equal([network], await ToldAsync());
        Assert.True(Assert.Single((await owner.NetworkAsync("blue")).Leases).Hidden);
        await owner.DeleteAsync(Path);
        Assert.Empty(await ToldAsync());
        Assert.False(Assert.Single((await owner.NetworkAsync("blue")).Leases).Hidden);

        await owner.SendAsync("PUT", Path, null);
        await owner.LeaveAsync("blue", "v1");
        Assert.Empty(await ToldAsync());
        Assert.Contains("Join it first", (await owner.PutRefusedAsync(Path, 409)).Problems![0].WayOut, StringComparison.Ordinal);
        await owner.JoinAsync("blue", "v1");
        Assert.Empty(await ToldAsync());
    }
}
