using CloudNet.Contracts.Hosts;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.EndToEnd.Expiry;

/// <summary>A host that is away for too long loses its subnet to another, and is told so when it returns: no address is anywhere twice.</summary>
public sealed class ReclaimTests
{
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task AHostThatReturnsLateGetsAnotherSubnetAndSaysSo()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync(new(Leases: new(TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero)));
        await controller.Api.CreateNetworkAsync("blue", "10.100.0.0/16", "vxlan");
        var (v1, v2) = (await lab.MachineAsync("v1"), await lab.MachineAsync("v2"));
        await v1.JoinAsync(controller, "blue");
        await v2.JoinAsync(controller, "blue");
        var (stays, late) = (await v1.AttachAsync("blue"), await v2.AttachAsync("blue"));
        Assert.True(await stays.PingsAsync(late));

        await v2.KillAgentAsync();
        await Eventually.HoldsAsync("its link is known to have ended", async () => (await controller.Api.HostAsync("v2")).Link == HostLinkState.Down);
        await PrivateDatabase.SqlAsync(controller, "UPDATE hosts SET last_seen_at = last_seen_at - interval '1 minute' WHERE name = 'v2'");
        await Eventually.HoldsAsync("the subnet of the silent host is taken back", async () =>
            (await ExpiringAsync(controller.Api)).Any(lease => lease is { HostName: "v2", Reclaimed: true }), Away);
        await Eventually.HoldsAsync("its peer sends it nothing any more", async () =>
            !(await KernelText.OwnedAsync(v1)).Contains("10.100.2.0", StringComparison.Ordinal));
        var v3 = await lab.MachineAsync("v3");
        await v3.JoinAsync(controller, "blue");
        var taker = await v3.AttachAsync("blue");
        Assert.Equal(late.Address, taker.Address);
        Assert.True(await stays.PingsAsync(taker));

        v2.StartAgent();
        await Eventually.HoldsAsync("the late host has another subnet", async () =>
            (await controller.Api.HostAsync("v2")).Leases is [{ InSync: true } lease] && lease.Subnet.ToString() == "10.100.3.0/24", why: () => v2.Agent.Said());
        await Eventually.HoldsAsync("it says which workload has no address any more", async () =>
            (await controller.Api.HostAsync("v2")).Problems.Any(problem =>
                problem.Contains(late.Name, StringComparison.Ordinal) && problem.Contains("outside this host's lease 10.100.3.0/24", StringComparison.Ordinal)));
        Assert.DoesNotContain(late.Address.ToString(), await KernelText.OwnedAsync(v2));
        Assert.True(await stays.PingsAsync(taker));

        Assert.Equal(0, (await v2.CloudNetAsync("detach", late.Name)).Status);
        var again = await v2.AttachAsync("blue");
        Assert.True(await stays.PingsAsync(again));
    }

    private static Task<IReadOnlyList<ExpiringLeaseRecord>> ExpiringAsync(ControllerApi api) =>
        api.SendAsync<IReadOnlyList<ExpiringLeaseRecord>>(HttpMethod.Get, "api/v1/expiring-leases");
}
