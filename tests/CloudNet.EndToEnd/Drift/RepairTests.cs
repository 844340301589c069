namespace CloudNet.EndToEnd.Drift;

/// <summary>What somebody takes away by hand is there again within a second; what is not CloudNet's is never changed.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class RepairTests(SharedLab lab)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("nft delete table inet cloudnet")]
    [InlineData("nft flush table inet cloudnet")]
    [InlineData("ip link delete cn-vx{blue}")]
    [InlineData("ip link delete cn-br{blue}")]
    [InlineData("ip link set cn-vx{blue} down")]
    [InlineData("ip address flush dev cn-br{blue}")]
    [InlineData("ip route flush proto 77")]
    [InlineData("ip route delete $(ip -4 route show dev cn-vx{blue} | head -n 1 | cut -d ' ' -f 1)")]
    [InlineData("ip route delete 172.17.2.0/24")]
    [InlineData("ip route add 10.100.250.0/24 via 192.168.124.52 proto 77")]
    [InlineData("ip neighbour flush dev cn-vx{blue} nud permanent")]
    [InlineData("ip neighbour replace $(ip -4 neighbour show dev cn-vx{blue} | head -n 1 | cut -d ' ' -f 1) lladdr 02:00:00:00:00:01 dev cn-vx{blue} nud permanent")]
    [InlineData("bridge fdb delete $(bridge fdb show dev cn-vx{blue} | head -n 1 | sed 's/ self.*//') dev cn-vx{blue}")]
    [InlineData("ip link add cn-stray type bridge")]
    public async Task WhatWasChangedByHandIsRepairedWithinASecond(string byHand)
    {
        await lab.V1.InSyncAsync(lab.Api);
        var before = await KernelText.OwnedAsync(lab.V1);
        await lab.V1.Namespace.TypeAsync(byHand.Replace("{blue}", $"{lab.BlueNetwork.Vni}", StringComparison.Ordinal));
        await Eventually.EqualsAsync("the kernel is as before", before, () => KernelText.OwnedAsync(lab.V1), Second);
        await Eventually.HoldsAsync("packets go through", () => lab.Blue[0].PingsAsync(lab.Blue[1]), Second);
    }

    [Fact]
    public async Task NothingOfOthersIsEverChanged()
    {
        var host = await lab.Lab.MachineAsync("crowded");
        await host.Namespace.TypeAsync("""
            ip link add docker0 type bridge && ip link set docker0 up && ip address add 172.30.0.1/16 dev docker0
            ip link add vx9 type vxlan id 9 dstport 8472 local 192.168.124.1 && ip link set vx9 up
            ip link add cnlike0 type bridge && ip link set cnlike0 up
            ip route add 10.9.0.0/16 via 192.168.124.1 && ip route add 10.10.0.0/16 via 192.168.124.1 proto 76 && ip route add blackhole 10.11.0.0/16
            ip route add 10.12.0.0/16 via 192.168.124.1 table 100 && ip rule add from 10.12.0.0/16 table 100
            ip neighbour add 192.168.124.77 lladdr 02:00:00:00:00:77 dev eth0 nud permanent
            nft add table inet cloudnet2 && nft add chain inet cloudnet2 c '{ type filter hook input priority 0; }'
            nft add rule inet cloudnet2 c tcp dport 1 drop
            nft add table ip nat && nft add chain ip nat POSTROUTING '{ type nat hook postrouting priority 100; }'
            nft add rule ip nat POSTROUTING ip saddr 172.30.0.0/16 masquerade
            """);
        var before = await KernelText.ForeignAsync(host);
        await host.JoinAsync(lab.Controller, "blue", "classic");
        var container = await host.AttachAsync("blue");
        await lab.V1.InSyncAsync(lab.Api);
        Assert.True(await container.PingsAsync(lab.Blue[0]));
        await host.KillAgentAsync();
        host.StartAgent();
        await host.Namespace.RunAsync("nft", "delete", "table", "inet", "cloudnet");
        await Eventually.HoldsAsync("repaired", async () => (await host.Namespace.TryAsync("nft", "list", "table", "inet", "cloudnet")).Status == 0);
        Assert.Equal(before, await KernelText.ForeignAsync(host));
        await lab.Api.RemoveHostAsync("crowded");
        await Eventually.EqualsAsync("nothing of CloudNet is left", "\n", () => KernelText.OwnedAsync(host));
        Assert.Equal(before, await KernelText.ForeignAsync(host));
    }

    [Fact]
    public async Task CleanTakesAwayAllOfCloudNetAndNothingElse()
    {
        var host = await lab.HostAsync("cleaned", "blue", "classic");
        var container = await host.AttachAsync("blue");
        var resolver = $"/etc/netns/{container.Namespace.Name}/resolv.conf";
        Assert.True(File.Exists(resolver));
        var before = await KernelText.ForeignAsync(host);
        await host.KillAgentAsync();
        var clean = await host.AgentCommandAsync("clean");
        Assert.Equal((0, ""), (clean.Status, clean.Errors));
        Assert.False(File.Exists(resolver));
        // Without what it kept, too.
        await File.WriteAllTextAsync(Path.Combine(host.StateFolder, "attachments.json"), "{");
        clean = await host.AgentCommandAsync("clean");
        Assert.Equal(0, clean.Status);
        Assert.Contains("Which workloads were attached is not known", clean.Errors, StringComparison.Ordinal);
        Assert.Equal("\n", await KernelText.OwnedAsync(host));
        Assert.Equal(before, await KernelText.ForeignAsync(host));
        await lab.Api.RemoveHostAsync("cleaned");
    }
}
