using CloudNet.Agent.Enrol;
using CloudNet.Agent.Link;
using CloudNet.Agent.State;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Agent.Tracing;

/// <summary>Takes in what the controller asks of traces. One at a time: two would tell of each other's packets.</summary>
/// <param name="tracer">Follows packets.</param>
/// <param name="identity">This host.</param>
/// <param name="log">Told of each.</param>
internal sealed class TraceDesk(Tracer tracer, LiveIdentity identity, AgentLog log)
{
    private readonly Lock guard = new();
    private (Guid Id, TaskCompletionSource Sent)? running;
    private Task current = Task.CompletedTask;

    /// <summary>Takes away what a killed agent left, and waits for the last trace when it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await tracer.RemoveAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await current;
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Takes a message in, where it is one of these, and answers by and by.</summary>
    /// <param name="message">The message.</param>
    /// <param name="answer">Sends.</param>
    /// <param name="stop">Ends what runs; the link has ended.</param>
    /// <returns>False: it is another's.</returns>
    public bool Take(LinkMessage message, Action<LinkMessage> answer, CancellationToken stop)
    {
        switch (message)
        {
            case TraceStop(var id):
                lock (guard) if (running is { } one && one.Id == id) one.Sent.TrySetResult();
                return true;
            case TraceRequest request:
                Begin(request, answer, stop);
                return true;
            default:
                return false;
        }
    }

    private string Name => identity.Current.Name;

    // What the bus brings twice is one request.
    private void Begin(TraceRequest request, Action<LinkMessage> answer, CancellationToken stop)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard)
        {
            if (running is { } other)
            {
                if (other.Id != request.Id) answer(Failed(request, "another trace is under way on this host; ask again in some seconds"));
                return;
            }
            running = (request.Id, sent);
            current = Task.Run(() => RunAsync(request, sent.Task, answer, stop), CancellationToken.None);
        }
    }

    private async Task RunAsync(TraceRequest request, Task sent, Action<LinkMessage> answer, CancellationToken stop)
    {
        try
        {
            log.Info("trace", $"Following a packet from {request.Source} to {request.Destination}, as the controller asked.");
            answer(new TraceResult(request.Id, Bounded(await tracer.RunAsync(request, Name, () => answer(new TraceReady(request.Id)), sent, stop))));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (stop.IsCancellationRequested) return;
            log.Error("trace", fault.Message);
            answer(Failed(request, fault.Message));
        }
        finally
        {
            lock (guard) running = null;
        }
    }

    private TraceResult Failed(TraceRequest request, string why) => new(request.Id, Bounded(new(Name, [], Problem: why)));

    private static HostTrace Bounded(HostTrace trace) => trace with
    {
        Route = LinkText.ShortenedOrNone(trace.Route), Tunnel = LinkText.ShortenedOrNone(trace.Tunnel),
        Answer = LinkText.ShortenedOrNone(trace.Answer), Problem = LinkText.ShortenedOrNone(trace.Problem),
    };
}
