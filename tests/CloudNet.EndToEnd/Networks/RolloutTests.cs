using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.EndToEnd.Networks;

/// <summary>A network changes how its packets cross while its containers talk, and goes back by itself where that does not work.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class RolloutTests(SharedLab lab)
{
    private const string Path = "api/v1/networks/e-roll";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task ANetworkChangesWhileItsContainersTalk()
    {
        var (one, two) = await NetworkAsync();
        var ping = one.Ping(two);
        await ping.AnsweredMoreAsync();
        await ChangesAsync(new("udp"));
        await ChangesAsync(new("vxlan", Encrypted: true, Preshared: true));
        foreach (var host in new[] { lab.V1, lab.V2 })
            foreach (var stage in (string[])["plan", "kernel"])
                Assert.Matches("wg set cn-wg[0-9]+ peer [^ ]+ preshared-key ", (await host.AgentCommandAsync("show", stage)).Output);
        await ChangesAsync(null);
        await ChangesAsync(new("routed", Encrypted: false, Mtu: 1400));
        var now = await lab.Api.SendAsync<NetworkRecord>(HttpMethod.Patch, Path, new ChangeNetwork(Nat: false));
        Assert.Equal((NetworkDriver.Routed, 1400, false, false), (now.Driver, now.Mtu, now.Encrypted, now.Nat));
        await ping.StopWithoutLossAsync();
        var past = await ListAsync();
        Assert.Equal([0, 2, 1, 0], past.Select(rollout => rollout.To.KeyGeneration));
        Assert.Equal([false, true, true, false], past.Select(rollout => rollout.To.Preshared));
        Assert.All(past, rollout => Assert.Equal((RolloutState.Done, null), (rollout.State, rollout.Reason)));
        foreach (var host in new[] { lab.V1, lab.V2 })
        {
            await host.InSyncAsync(lab.Api);
            Assert.Equal("1", (await host.InsideAsync($"ip -o route show proto 77 | grep -c '^10.79.'")).Trim());
        }
        await EndAsync(one, two);
    }

    [Fact]
    public async Task OneThatIsNotLetThroughIsGivenUp()
    {
        var (one, two) = await NetworkAsync();
        await lab.Lab.Lan.TypeAsync("nft 'add table bridge shut; add chain bridge shut through { type filter hook forward priority 0; }; add rule bridge shut through udp dport 8999 drop'");
        try
        {
            var ping = one.Ping(two);
            await lab.Api.SendAsync(HttpMethod.Patch, Path, new ChangeNetwork("udp", Port: 8999));
            var ended = await EndedAsync();
            Assert.Equal(RolloutState.RolledBack, ended.State);
            Assert.Contains("let UDP port 8999 through between the hosts", ended.Reason, StringComparison.Ordinal);
            await ping.StopWithoutLossAsync();
            Assert.Equal(NetworkDriver.Vxlan, (await lab.Api.NetworkAsync("e-roll")).Driver);
        }
        finally
        {
            await lab.Lab.Lan.TypeAsync("nft delete table bridge shut");
        }
        await EndAsync(one, two);
        Assert.DoesNotContain("cn-ud", await lab.V1.InsideAsync("ip -o link"), StringComparison.Ordinal);
    }

    private async Task<(Container One, Container Two)> NetworkAsync()
    {
        await lab.Api.CreateNetworkAsync(new CreateNetwork("e-roll", "10.79.0.0/16"));
        foreach (var host in new[] { lab.V1, lab.V2 }) await lab.Api.JoinAsync("e-roll", host.Name);
        foreach (var host in new[] { lab.V1, lab.V2 }) await host.InSyncAsync(lab.Api);
        var (one, two) = (await lab.V1.AttachAsync("e-roll"), await lab.V2.AttachAsync("e-roll"));
        await Eventually.HoldsAsync("the containers reach each other", () => one.PingsAsync(two));
        return (one, two);
    }

    private async Task EndAsync(params Container[] containers)
    {
        foreach (var container in containers) Assert.Equal(0, (await container.Host.CloudNetAsync("detach", container.Name)).Status);
        await lab.Api.DeleteNetworkAsync("e-roll");
        foreach (var host in new[] { lab.V1, lab.V2 }) await host.InSyncAsync(lab.Api);
    }

    // Null: other keys.
    private async Task ChangesAsync(ChangeNetwork? change)
    {
        if (change is null) await lab.Api.SendAsync(HttpMethod.Post, $"{Path}/rotate-keys");
        else await lab.Api.SendAsync(HttpMethod.Patch, Path, change);
        var ended = await EndedAsync();
        Assert.True(ended.State == RolloutState.Done, $"{ended.To.Driver}: {ended.State}: {ended.Reason}");
    }

    private async Task<RolloutRecord> EndedAsync()
    {
        RolloutRecord? last = null;
        await Eventually.HoldsAsync("the rollout has ended", async () => (last = (await ListAsync())[0]).EndedAt is not null, Long,
            () => $"{last}\n{string.Join('\n', last?.Waiting ?? [])}\n{lab.V1.Agent.Said()}{lab.V2.Agent.Said()}");
        return last!;
    }

    private Task<IReadOnlyList<RolloutRecord>> ListAsync() => lab.Api.SendAsync<IReadOnlyList<RolloutRecord>>(HttpMethod.Get, $"{Path}/rollouts");
}
