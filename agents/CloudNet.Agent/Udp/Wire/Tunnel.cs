using CloudNet.Agent.State;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>
/// The data plane: a thread for each direction, which sleeps where there is nothing to do, holds no lock and allocates nothing for a
/// packet. How it is fast: the kernel hands over up to 64 KB of TCP at once, which is cut here into packets that go out in one call
/// and, if the way allows, through the underlay as one; the other end gets them as one likewise, and joins them for its kernel. What
/// it costs: each byte is copied three times and summed once on the way out, copied twice and summed once on the way in.
/// </summary>
internal sealed class Tunnel : IDisposable
{
    private readonly TunDevice tun;
    private readonly UnderlaySocket socket;
    private readonly Waiter waiter = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread[] threads;

    /// <summary>Puts it together; <see cref="Start"/> makes it run.</summary>
    public Tunnel(TunDevice tun, UnderlaySocket socket, PeerBook book, AgentLog log, TimeProvider clock)
    {
        (this.tun, this.socket) = (tun, socket);
        var box = new Outbox();
        var errors = new ErrorSender(tun, socket, clock);
        var sender = new DatagramSender(socket, box, waiter, Drops, new(log, clock), clock) { TooBig = errors.TooBig };
        threads =
        [
            Thread("udp-out", new OutboundPath(tun, book, box, sender, errors, Drops, waiter).Carry),
            Thread("udp-in", new InboundPath(tun, socket, book, Drops, waiter, clock).Carry),
        ];
    }

    /// <summary>What was not carried.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Ends when the tunnel does, with the reason where it was not asked to.</summary>
    public Task Ended => ended.Task;

    /// <summary>Begins to carry.</summary>
    public void Start()
    {
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>Ends both threads, and lets go of TUN and socket.</summary>
    public void Dispose()
    {
        waiter.Stop();
        foreach (var thread in threads.Where(thread => thread.IsAlive)) thread.Join();
        waiter.Dispose();
        socket.Dispose();
        tun.Dispose();
        ended.TrySetResult();
    }

    // Anything but a link that went away is a bug, and ends the process.
    private Thread Thread(string name, Action carry) => new(() =>
    {
        try
        {
            carry();
        }
        catch (LinkGoneException gone)
        {
            ended.TrySetException(gone);
        }
    }) { Name = name, IsBackground = true };
}
