using System.Net.WebSockets;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using CloudNet.Agent.Tracing;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>
/// One welcomed link: a reader, a writer, a teller of abilities and a reporter side by side, until one of them ends. The reader never waits for the
/// writer, but for a writer that is stuck with <see cref="Backlog"/> messages, which the keepalive then ends.
/// </summary>
/// <param name="socket">The open WebSocket.</param>
/// <param name="inbox">Takes in what comes.</param>
/// <param name="reporter">Says how things are.</param>
/// <param name="abilities">Says what the host has to build networks by.</param>
/// <param name="traces">Follows packets when it is asked to.</param>
internal sealed class LinkSession(WebSocket socket, LinkInbox inbox, LinkReporter reporter, LinkAbilities abilities, TraceDesk traces)
{
    private const int Backlog = 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);
    private readonly LinkSocket link = new(socket);
    private readonly Channel<LinkMessage> outbox = Channel.CreateBounded<LinkMessage>(Backlog);

    /// <summary>Runs until the link ends or it is stopped.</summary>
    /// <exception cref="LinkException">The link ended.</exception>
    public async Task RunAsync(Welcome welcome, CancellationToken stop)
    {
        using var ending = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, ending.Token);
        Task[] workers =
        [
            ReadAsync(ending.Token), WriteAsync(ending.Token), abilities.RunAsync(welcome, outbox.Writer, ending.Token),
            reporter.RunAsync(welcome, outbox.Writer, ending.Token),
        ];
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token);
        var first = await Task.WhenAny([.. workers, stopped]);
        if (first == stopped) await SayGoodbyeAsync("The agent ends this link.");
        await ending.CancelAsync();
        await Task.WhenAll(workers).ContinueWith(_ => { }, TaskScheduler.Default);
        stop.ThrowIfCancellationRequested();
        // The reader is asked first: it alone sees the controller's close code. What is no LinkException is a bug, and goes up.
        foreach (var fault in workers.Select(worker => worker.Exception).OfType<AggregateException>())
            ExceptionDispatchInfo.Throw(fault.InnerExceptions[0]);
        throw new LinkException(null, "The connection was lost.");
    }

    /// <summary>Closes this side, where the other still listens; the reason for dropping a link stays in the agent's log.</summary>
    public async Task SayGoodbyeAsync(string reason)
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone already, which is what was wanted.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            var message = await link.ReceiveAsync(stop);
            // An answer that does not fit any more is one that nobody waits for.
            if (traces.Take(message, answer => outbox.Writer.TryWrite(answer), stop)) continue;
            foreach (var answer in inbox.Take(message)) await outbox.Writer.WriteAsync(answer, stop);
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        await foreach (var message in outbox.Reader.ReadAllAsync(stop)) await link.SendAsync(message, stop);
    }
}
