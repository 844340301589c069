using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Links;

namespace CloudNet.EndToEnd.Harness;

/// <summary>The lab itself: what these tests rely on to notice that something is wrong.</summary>
public sealed class LabTests : IAsyncLifetime
{
    private Lab lab = null!;

    public async ValueTask InitializeAsync() => lab = await Lab.CreateAsync();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task MachinesReachEachOtherAndTheInternet()
    {
        var one = await lab.MachineAsync("one");
        var two = await lab.MachineAsync("two");
        Assert.True(await Reach.PingsAsync(one.Namespace, two.Address));
        Assert.Equal(one.Address, await Reach.SeenByAsync(one.Namespace, Lab.Internet));
    }

    [Fact]
    public async Task AContinuousPingCountsWhatIsLost()
    {
        var one = await lab.MachineAsync("one");
        var ping = ContinuousPing.Start(one.Namespace, Lab.Internet);
        await ping.AnsweredMoreAsync();
        await one.Namespace.RunAsync("ip", "address", "delete", one.Address + "/24", "dev", "eth0");
        await one.Namespace.RunAsync("sleep", "0.3");
        await one.Namespace.RunAsync("ip", "address", "add", one.Address + "/24", "dev", "eth0");
        await one.Namespace.RunAsync("ip", "route", "add", "default", "via", "192.168.124.254");
        await ping.AnsweredMoreAsync();
        var lost = await ping.StopAsync();
        Assert.InRange(lost.Count, 5, 100);
    }

    [Fact]
    public async Task ARebootTakesEverythingButTheDisk()
    {
        var one = await lab.MachineAsync("one");
        await one.Namespace.RunAsync("ip", "link", "add", "mine", "type", "bridge");
        var running = one.Namespace.Start(lab.LogOf("running"), ["sleep", "600"]);
        await Eventually.HoldsAsync("the process runs", () => Task.FromResult(File.ReadAllText($"/proc/{running.Id}/comm") == "sleep\n"));
        await one.RebootAsync();
        Assert.DoesNotContain("mine", await one.Namespace.RunAsync("ip", "link"), StringComparison.Ordinal);
        await Eventually.HoldsAsync("the process is gone", () => Task.FromResult(!running.IsAlive));
        Assert.True(await Reach.PingsAsync(one.Namespace, Lab.Internet));
    }

    [Fact]
    public async Task ARelayCutsInTheMiddle()
    {
        using var server = lab.ControllerSide.Make(() => Listening(new IPEndPoint(IPAddress.Loopback, 0)));
        await using var relay = TcpRelay.Start(lab.ControllerSide.Make(() => Bound(new IPEndPoint(IPAddress.Loopback, 0))),
            () => Connected(server.LocalEndPoint!));
        using var client = Connected(relay.EndPoint);
        using var accepted = await server.AcceptAsync();
        relay.CutAfter(1500);
        await accepted.SendAsync(new byte[1000]);
        Assert.Equal(1000, await ReceivedAsync(client, 1000));
        await accepted.SendAsync(new byte[1000]);
        Assert.InRange(await ReceivedAsync(client, 1000), 0, 999);
    }

    private static async Task<int> ReceivedAsync(Socket socket, int most)
    {
        var received = 0;
        try
        {
            while (received < most && await socket.ReceiveAsync(new byte[most - received]) is > 0 and var count) received += count;
        }
        catch (SocketException)
        {
            // Reset: what came before is what was received.
        }
        return received;
    }

    private Socket Connected(EndPoint to)
    {
        var socket = lab.ControllerSide.Make(Tcp);
        socket.Connect(to);
        return socket;
    }

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static Socket Bound(EndPoint at)
    {
        var socket = Tcp();
        socket.Bind(at);
        return socket;
    }

    private static Socket Listening(EndPoint at)
    {
        var socket = Bound(at);
        socket.Listen();
        return socket;
    }
}
