using CloudNet.Contracts.Traces;

namespace CloudNet.EndToEnd.Networks;

/// <summary>A packet is followed from one host's container to another's, and where it stops is found.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class TraceTests(SharedLab lab)
{
    [Fact]
    public async Task WhereAPacketGoesIsToldOfBothHosts()
    {
        var trace = await TraceAsync(new(lab.Blue[0].Name, lab.Blue[1].Name, "blue", "tcp", EchoServer.Port));
        Assert.True(trace.Answered, $"{trace.Outcome} {string.Join('\n', trace.Hosts)}");
        Assert.Equal(["v1", "v2"], trace.Hosts.Select(host => host.Host));
        var (bridge, tunnel) = ($"cn-br{lab.BlueNetwork.Vni}", $"cn-vx{lab.BlueNetwork.Vni}");
        Assert.Contains(trace.Hosts[0].Steps, step => !step.Back && step.In == bridge && step.Out == tunnel);
        Assert.Contains(trace.Hosts[1].Steps, step => !step.Back && step.In == tunnel && step.Out == bridge);
        Assert.Contains(trace.Hosts[1].Steps, step => step.Back && step.In == bridge && step.Out == tunnel);
        Assert.Contains($"VXLAN {lab.BlueNetwork.Vni} on {tunnel} to v2 at {lab.V2.Address}", trace.Hosts[0].Tunnel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRuleThatStopsItIsNamed()
    {
        var closed = await TraceAsync(new(lab.Blue[0].Name, lab.Classic[0].Name));
        Assert.StartsWith("It stopped on v1, by this rule of inet cloudnet forward: ", closed.Outcome, StringComparison.Ordinal);

        await lab.V2.InsideAsync($"nft 'add table ip mine; add chain ip mine forward {{ type filter hook forward priority 5; }}; add rule ip mine forward ip daddr {lab.Blue[1].Address} drop'");
        try
        {
            var stopped = await TraceAsync(new(lab.Blue[0].Name, lab.Blue[1].Name));
            Assert.Equal($"It stopped on v2, by this rule of ip mine forward: ip daddr {lab.Blue[1].Address} drop", stopped.Outcome);
        }
        finally
        {
            await lab.V2.InsideAsync("nft delete table ip mine");
        }
        var outside = await TraceAsync(new(lab.Blue[0].Name, $"{Lab.Internet}"));
        Assert.True(outside.Answered, outside.Outcome);
        Assert.Contains(outside.Hosts.Single().Steps, step => step.Rule?.Contains("masquerade", StringComparison.Ordinal) == true);
        foreach (var host in new[] { lab.V1, lab.V2 }) Assert.DoesNotContain("trace", await host.InsideAsync("nft list tables"), StringComparison.Ordinal);
    }

    private Task<TraceRecord> TraceAsync(CreateTrace asked) => lab.Api.SendAsync<TraceRecord>(HttpMethod.Post, "api/v1/traces", asked);
}
