namespace CloudNet.EndToEnd.Removal;

/// <summary>A host that was removed is gone everywhere, also on a host that did not hear of it at the time.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class HostRemovalTests(SharedLab lab)
{
    [Fact]
    public async Task ARemovedHostIsGoneOnAllOthers()
    {
        var before = await TracesOfAsync("192.168.124.");
        var host = await lab.HostAsync("removed", "blue", "classic");
        await AllInSyncAsync();
        Assert.NotEmpty(await TracesOfAsync(host.Address.ToString()));
        await lab.Api.RemoveHostAsync("removed");
        await Eventually.EqualsAsync("no trace of it on the others", before, () => TracesOfAsync("192.168.124."));
    }

    [Fact]
    public async Task ARemovedHostIsGoneOnOneThatWasDownMeanwhile()
    {
        var host = await lab.HostAsync("removed2", "blue");
        await AllInSyncAsync();
        var address = host.Address.ToString();
        await lab.V2.KillAgentAsync();
        await lab.Api.RemoveHostAsync("removed2");
        Assert.Contains(address, await KernelText.OwnedAsync(lab.V2), StringComparison.Ordinal);
        lab.V2.StartAgent();
        await Eventually.HoldsAsync("no trace of it on the one that was down", async () =>
            !(await KernelText.OwnedAsync(lab.V2)).Contains(address, StringComparison.Ordinal));
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

    private async Task<string> TracesOfAsync(string address)
    {
        var texts = new List<string>();
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 })
            texts.AddRange((await KernelText.OwnedAsync(host)).Split('\n').Where(line => line.Contains(address, StringComparison.Ordinal)));
        return string.Join('\n', texts);
    }

    private async Task AllInSyncAsync()
    {
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }
}
