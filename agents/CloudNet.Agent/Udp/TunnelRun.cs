using System.Runtime.InteropServices;
using CloudNet.Agent.Cli;
using CloudNet.Agent.State;
using CloudNet.Agent.Udp.Control;
using CloudNet.Agent.Udp.Peers;
using CloudNet.Agent.Udp.Wire;

namespace CloudNet.Agent.Udp;

/// <summary>A running tunnel, put together: the data plane, which has threads of its own, and the control socket.</summary>
/// <param name="settings">What it is started with.</param>
/// <param name="log">Told of everything.</param>
/// <param name="clock">The time.</param>
internal sealed class TunnelRun(TunnelSettings settings, AgentLog log, TimeProvider clock)
{
    /// <summary>The port that flannel's udp backend has, too.</summary>
    public const ushort UsualPort = 8285;

    /// <summary>Runs until stopped.</summary>
    /// <exception cref="Kernel.KernelException">It cannot be started.</exception>
    /// <exception cref="LinkGoneException">Its link was deleted.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        // Who started it may go: the end of a terminal or of a session is no reason to stop.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var book = new PeerBook(new PeerLine(settings.Local, settings.Port));
        using var tunnel = Open(book, out var overhead);
        var service = new TunnelService(book, () => State(book, tunnel, overhead));
        using var server = new TunnelServer(settings.Control, service, clock);
        server.Open();
        tunnel.Start();
        log.Info("udp", $"{settings.Link} is carried by {settings.Local}, port {settings.Port}; {settings.Control} takes its peers.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var serving = server.RunAsync(ending.Token);
        var first = await Task.WhenAny(tunnel.Ended, serving);
        await ending.CancelAsync();
        await first;
    }

    private Tunnel Open(PeerBook book, out int overhead)
    {
        var tun = TunDevice.Open(settings.Link);
        try
        {
            var socket = new UnderlaySocket(settings.Local, settings.Port);
            overhead = socket.Overhead;
            if (!socket.HasAddress) log.Warn("udp", $"This host has no address {settings.Local} now; packets go as soon as it has.");
            return new(tun, socket, book, log, clock);
        }
        catch
        {
            tun.Dispose();
            throw;
        }
    }

    private TunnelState State(PeerBook book, Tunnel tunnel, int overhead) => new(
        settings.Link, settings.Local.ToString(), settings.Port, AgentVersion.Text, Environment.ProcessId, overhead,
        [.. book.List().Select(one => new PeerState(
            one.Peer.Endpoint.ToString(), [.. one.Subnets.Select(subnet => subnet.ToString())], one.Peer.In.Packets, one.Peer.In.Bytes,
            one.Peer.Out.Packets, one.Peer.Out.Bytes, one.Peer.In.Last))],
        DropCounters.Names.Select((name, at) => (name, at)).ToDictionary(one => one.name, one => tunnel.Drops[(DropReason)one.at]));
}
