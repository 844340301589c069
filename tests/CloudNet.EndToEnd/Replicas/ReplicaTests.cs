using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd.Enrolment;
using CloudNet.EndToEnd.Links;

namespace CloudNet.EndToEnd.Replicas;

/// <summary>Equal replicas: it does not matter which one a host is linked to, or which one is asked, or which one dies.</summary>
public sealed class ReplicaTests(ReplicatedLab lab) : IClassFixture<ReplicatedLab>
{
    [Fact]
    public async Task AChangeMadeThroughOneReplicaReachesAnAgentOfTheOther()
    {
        await lab.Second.Api.CreateNetworkAsync("crossing", "10.101.0.0/16", "vxlan");
        await lab.Second.Api.JoinAsync("crossing", "r1");
        await lab.First.Api.JoinAsync("crossing", "r2");
        await BridgesAsync("crossing", 0, 1);
        var from = await lab.Hosts[0].AttachAsync("crossing");
        Assert.True(await from.PingsAsync(await lab.Hosts[1].AttachAsync("crossing")));
    }

    /// <summary>The third replica never looks into the database by itself, so that only the bus can have brought what arrives.</summary>
    [Fact]
    public async Task ItIsTheBusThatCarriesAChangeToAnotherReplica()
    {
        var third = await lab.Lab.ControllerAsync(new("third", 8082, lab.Postgres.Connection, lab.Bus.Url, Sweep: 3600));
        var network = await lab.First.Api.CreateNetworkAsync("bybus", "10.106.0.0/16", "vxlan");
        using var host = new RawHost("listener", IPAddress.Parse("192.168.124.212"));
        await host.EnrolAsync(lab.First.Api, (await lab.First.Api.CreateKeyAsync("listener", 1, "bybus")).Secret);
        using var link = await RawLink.OpenAsync(third, host);
        var stream = StreamName.Of(network.Id);
        await link.SendAsync(new Follow(stream, 0));
        while (await link.ReceiveAsync() is not Snapshot { View: NetworkView }) { }
        await lab.First.Api.JoinAsync("bybus", "r1");
        while (await link.ReceiveAsync() is not Delta delta || delta.Stream != stream) { }
        await third.StopAsync();
        await lab.First.Api.RemoveHostAsync("listener");
    }

    [Fact]
    public async Task KillingTheBusLosesNoPacketAndNoChange() => await WithoutLossAsync(async pings =>
    {
        await lab.Bus.KillAsync();
        await pings();
        await lab.Second.Api.CreateNetworkAsync("nobus", "10.102.0.0/16", "vxlan");
        await lab.Second.Api.JoinAsync("nobus", "r1");
        await lab.Second.Api.JoinAsync("nobus", "r2");
        await lab.Bus.StartAsync();
        await BridgesAsync("nobus", 0, 1);
    });

    [Fact]
    public async Task KillingPostgresLosesNoPacket() => await WithoutLossAsync(async pings =>
    {
        await lab.Postgres.KillAsync();
        await pings();
        await lab.Postgres.StartAsync();
        await Eventually.HoldsAsync("a change is taken again", async () => await lab.First.Api.CreateNetworkAsync("nopg", "10.103.0.0/16", "vxlan") is not null);
        await Eventually.HoldsAsync("both replicas answer", async () => (await lab.Second.Api.NetworkAsync("nopg")).Vni > 0);
        await lab.Second.Api.JoinAsync("nopg", "r1");
        await BridgesAsync("nopg", 0);
    });

    [Fact]
    public async Task KillingAReplicaLosesNoPacketAndTheOtherTakesOver() => await WithoutLossAsync(async pings =>
    {
        await lab.First.KillAsync();
        await pings();
        await lab.Second.Api.CreateNetworkAsync("onefirst", "10.104.0.0/16", "vxlan");
        foreach (var host in lab.Hosts) await lab.Second.Api.JoinAsync("onefirst", host.Name);
        await BridgesAsync("onefirst", 1, 2);
        await lab.First.StartAsync();
        await BridgesAsync("onefirst", 0, 1, 2);
        await lab.Second.KillAsync();
        await pings();
        await lab.First.Api.CreateNetworkAsync("onesecond", "10.105.0.0/16", "vxlan");
        foreach (var host in lab.Hosts) await lab.First.Api.JoinAsync("onesecond", host.Name);
        await BridgesAsync("onesecond", 0, 2);
        await lab.Second.StartAsync();
        await BridgesAsync("onesecond", 0, 1, 2);
    });

    /// <summary>The network's bridge is in the kernel of these hosts.</summary>
    private async Task BridgesAsync(string network, params int[] hosts)
    {
        var survivor = lab.First.Process.IsAlive ? lab.First : lab.Second;
        var vni = (await survivor.Api.NetworkAsync(network)).Vni;
        foreach (var host in hosts)
            await Eventually.HoldsAsync($"{network} is on {lab.Hosts[host].Name}", async () =>
                (await lab.Hosts[host].Namespace.TryAsync("ip", "link", "show", $"cn-br{vni}")).Status == 0, why: () => lab.Hosts[host].Agent.Said());
    }

    private async Task WithoutLossAsync(Func<Func<Task>, Task> happening)
    {
        ContinuousPing[] pings = [lab.Containers[0].Ping(lab.Containers[1]), lab.Containers[2].Ping(lab.Containers[0])];
        await AnsweredAsync();
        await happening(AnsweredAsync);
        foreach (var ping in pings) await ping.StopWithoutLossAsync();

        async Task AnsweredAsync()
        {
            foreach (var ping in pings) await ping.AnsweredMoreAsync();
        }
    }
}
