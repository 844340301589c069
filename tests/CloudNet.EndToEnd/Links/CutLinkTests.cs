using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Enrolment;

namespace CloudNet.EndToEnd.Links;

/// <summary>A link that is cut, or held up, in the middle of a burst of changes: the agent ends in the right state all the same.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class CutLinkTests(SharedLab lab) : IAsyncLifetime
{
    private const int Peers = 40;
    private readonly List<RawHost> peers = [];
    private TcpRelay relay = null!;
    private LabHost watcher = null!;
    private string network = "";

    public async ValueTask InitializeAsync()
    {
        relay = TcpRelay.Start(lab.Lab.ControllerSide.Make(Listener), () =>
        {
            var server = lab.Controller.Socket();
            server.Connect(lab.Controller.EndPoint);
            return server;
        });
        var number = lab.Lab.Hosts.Count;
        network = $"burst{number}";
        await lab.Api.CreateNetworkAsync(network, $"10.{110 + number}.0.0/16", "vxlan");
        watcher = await lab.Lab.MachineAsync($"watcher{number}");
        var key = await lab.Api.CreateKeyAsync("watcher", 1, network);
        await watcher.InstallAsync(new Uri($"http://{relay.EndPoint}/"), key.Secret);
        watcher.StartAgent();
        await watcher.InSyncAsync(lab.Api, 1);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in peers.Select(peer => peer.Name).Append(watcher.Name)) await RemoveAsync(name);
        foreach (var peer in peers) peer.Dispose();
        await relay.DisposeAsync();
    }

    [Fact]
    public async Task ALinkCutInTheMiddleOfABurstEndsInTheRightState()
    {
        var connections = relay.Connections;
        await BurstAsync(step =>
        {
            if (step % 8 == 3) relay.CutAfter(900);
            if (step % 8 == 7) relay.Cut();
        });
        relay.CutAfter(long.MaxValue);
        await HasAllPeersAsync();
        Assert.True(relay.Connections > connections + 1, "The link was never cut: this test has shown nothing.");
    }

    [Fact]
    public async Task ALinkThatStoodStillDuringABurstEndsInTheRightState()
    {
        relay.Pause();
        await BurstAsync(_ => { });
        relay.Resume();
        await HasAllPeersAsync();
    }

    /// <summary>Hosts join, and every third is removed again: each is a delta of its own.</summary>
    private async Task BurstAsync(Action<int> disturb)
    {
        var key = await lab.Api.CreateKeyAsync("burst", Peers, network);
        for (var step = 0; step < Peers; step++)
        {
            var peer = new RawHost($"{network}-{step}", IPAddress.Parse($"192.168.124.{100 + step}"));
            peers.Add(peer);
            await peer.EnrolAsync(lab.Api, key.Secret);
            if (step % 3 == 2) await lab.Api.RemoveHostAsync(peers[step - 1].Name);
            disturb(step);
        }
    }

    private async Task HasAllPeersAsync()
    {
        var record = await lab.Api.NetworkAsync(network);
        var expected = string.Join('\n', record.Leases.Where(lease => lease.HostName != watcher.Name).Select(lease => lease.Subnet.ToString()).Order());
        Assert.Equal(Peers - Peers / 3, expected.Split('\n').Length);
        await Eventually.EqualsAsync("the watcher has a route to each peer", expected, async () => string.Join('\n',
            (await KernelText.LinesAsync(watcher, $"ip -4 route show dev cn-vx{record.Vni}")).Select(line => line.Split(' ')[0]).Order()));
        await watcher.InSyncAsync(lab.Api);
    }

    private async Task RemoveAsync(string name)
    {
        try
        {
            await lab.Api.RemoveHostAsync(name);
        }
        catch (ApiRefusalException refusal) when (refusal.Problem.Status == 404)
        {
            // Removed by the burst.
        }
    }

    private static Socket Listener()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(Lab.ControllerAddress, 0));
        return socket;
    }
}
