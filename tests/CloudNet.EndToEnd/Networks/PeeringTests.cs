using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd.Networks;

/// <summary>Networks that are closed to each other are opened while their containers run, and closed again.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class PeeringTests(SharedLab lab)
{
    private const string Path = "api/v1/networks/blue/peerings/classic";

    [Fact]
    public async Task ContainersOfTwoNetworksReachEachOtherWhileThoseArePeered()
    {
        Assert.False(await lab.Blue[0].PingsAsync(lab.Classic[1]), "networks are closed to each other");
        var made = await lab.Api.SendAsync<PeeringRecord>(HttpMethod.Put, Path);
        Assert.Equal(("classic", 2, "v3"), (made.Peer, made.HostsInBoth, string.Join(", ", made.OnlyHere)));
        try
        {
            await Eventually.HoldsAsync("blue reaches classic on another host", () => lab.Blue[0].PingsAsync(lab.Classic[1]));
            await Eventually.HoldsAsync("classic reaches blue on another host", () => lab.Classic[0].PingsAsync(lab.Blue[1]));
            Assert.Equal(lab.Blue[0].Address, await lab.Blue[0].SeenByAsync(lab.Classic[1]));
            Assert.Equal(lab.Classic[1].Address, await lab.Classic[1].SeenByAsync(lab.Blue[0]));
            Assert.Equal(lab.Blue[0].Address, await lab.Blue[0].SeenByAsync(lab.Classic[0]));
            // v3 is in blue alone: what its containers send there is refused, not sent out.
            await lab.V3.InSyncAsync(lab.Api);
            var refused = await lab.Blue[2].Namespace.TryAsync("ping", "-c", "1", "-W", "2", $"{lab.Classic[0].Address}");
            Assert.Contains("Packet filtered", refused.Output, StringComparison.Ordinal);
            Assert.Contains("peered with classic 172.17.0.0/16", (await lab.V1.AgentCommandAsync("show", "views")).Output, StringComparison.Ordinal);
        }
        finally
        {
            await lab.Api.SendAsync(HttpMethod.Delete, Path);
        }
        await Eventually.HoldsAsync("they are closed again", async () => !await lab.Blue[0].PingsAsync(lab.Classic[1]));
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }
}
