namespace CloudNet.EndToEnd.Removal;

/// <summary>A host that was removed is gone everywhere, also on a host that did not hear of it at the time.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class HostRemovalTests(SharedLab lab)
{
    [Fact]
    public async Task ARemovedHostIsGoneOnAllOthers()
    {
        await AllInSyncAsync();
        var before = await OwnedAsync();
        var host = await lab.HostAsync("removed", "blue", "classic");
        await AllInSyncAsync();
        foreach (var trace in await TracesAsync(host)) Assert.Contains(trace, await OwnedAsync(), StringComparison.Ordinal);
        await lab.Api.RemoveHostAsync("removed");
        await Eventually.EqualsAsync("the others are as they were before it", before, OwnedAsync);
    }

    [Fact]
    public async Task ARemovedHostIsGoneOnOneThatWasDownMeanwhile()
    {
        await AllInSyncAsync();
        var before = await KernelText.OwnedAsync(lab.V2);
        var host = await lab.HostAsync("removed2", "blue", "classic");
        await AllInSyncAsync();
        var traces = await TracesAsync(host);
        await lab.V2.KillAgentAsync();
        await lab.Api.RemoveHostAsync("removed2");
        foreach (var trace in traces) Assert.Contains(trace, await KernelText.OwnedAsync(lab.V2), StringComparison.Ordinal);
        lab.V2.StartAgent();
        await Eventually.EqualsAsync("the one that was down is as it was before it", before, () => KernelText.OwnedAsync(lab.V2));
    }

    [Fact]
    public async Task ARemovedHostTakesDownWhatItBuilt()
    {
        var host = await lab.HostAsync("removed3", "blue");
        await host.AttachAsync("blue");
        await lab.Api.RemoveHostAsync("removed3");
        await Eventually.EqualsAsync("nothing is left on it", "\n", () => KernelText.OwnedAsync(host));
    }

    [Fact]
    public async Task AHostThatLeavesANetworkKeepsItsOthers()
    {
        await lab.Api.CreateNetworkAsync("left", "10.102.0.0/16", "routed");
        await lab.Api.JoinAsync("left", "v3");
        await lab.V3.InSyncAsync(lab.Api);
        var left = await lab.Api.NetworkAsync("left");
        await Eventually.HoldsAsync("its bridge is there", async () => (await KernelText.OwnedAsync(lab.V3)).Contains($"cn-br{left.Vni}", StringComparison.Ordinal));
        await lab.Api.LeaveAsync("left", "v3");
        await Eventually.HoldsAsync("its bridge is gone", async () => !(await KernelText.OwnedAsync(lab.V3)).Contains($"cn-br{left.Vni}", StringComparison.Ordinal));
        Assert.True(await lab.Blue[2].PingsAsync(lab.Blue[0]));
    }

    /// <summary>What the others have of a host that is in a vxlan and in a routed network: two routes, a neighbour and an FDB entry.</summary>
    private async Task<string[]> TracesAsync(LabHost host)
    {
        var leases = (await lab.Api.HostAsync(host.Name)).Leases.ToDictionary(lease => lease.NetworkName, lease => lease.Subnet);
        var (blue, classic) = (leases["blue"], leases["classic"]);
        return
        [
            $"route {blue} via {blue.BaseAddress} ", $"neighbour {blue.BaseAddress} ", $" dst {host.Address} ", $"route {classic} via {host.Address} ",
        ];
    }

    private async Task<string> OwnedAsync() =>
        string.Join('\n', await KernelText.OwnedAsync(lab.V1), await KernelText.OwnedAsync(lab.V2), await KernelText.OwnedAsync(lab.V3));

    private async Task AllInSyncAsync()
    {
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }
}
