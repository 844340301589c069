using CloudNet.Agent.Enrol;
using CloudNet.Agent.State;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Tracing;

/// <summary>Takes in what the controller asks of traces. One at a time: two would tell of each other's packets.</summary>
/// <param name="tracer">Follows packets.</param>
/// <param name="identity">This host.</param>
/// <param name="log">Told of each.</param>
internal sealed class TraceDesk(Tracer tracer, LiveIdentity identity, AgentLog log)
{
    private readonly Lock guard = new();
    private (Guid Id, TaskCompletionSource Sent)? running;

    /// <summary>Takes a message in, where it is one of these, and answers by and by.</summary>
    /// <param name="message">The message.</param>
    /// <param name="answer">Sends.</param>
    /// <param name="stop">Ends what runs; the link has ended.</param>
    /// <returns>False: it is another's.</returns>
    public bool Take(LinkMessage message, Action<LinkMessage> answer, CancellationToken stop)
    {
        switch (message)
        {
            case TraceEnd(var id):
                lock (guard) if (running is { } one && one.Id == id) one.Sent.TrySetResult();
                return true;
            case TraceRequest request:
                var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (guard)
                {
                    if (running is not null) answer(new TraceResult(request.Id, new(Name, [], Problem: "another trace is under way on this host; ask again in some seconds")));
                    else running = (request.Id, sent);
                    if (running?.Id != request.Id) return true;
                }
                _ = Task.Run(() => RunAsync(request, sent.Task, answer, stop), CancellationToken.None);
                return true;
            default:
                return false;
        }
    }

    private string Name => identity.Current.Name;

    private async Task RunAsync(TraceRequest request, Task sent, Action<LinkMessage> answer, CancellationToken stop)
    {
        try
        {
            log.Info("trace", $"Following a packet from {request.Source} to {request.Destination}, as the controller asked.");
            answer(new TraceResult(request.Id, await tracer.RunAsync(request, Name, () => answer(new TraceReady(request.Id)), sent, stop)));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (!stop.IsCancellationRequested) log.Error("trace", fault.Message);
        }
        finally
        {
            lock (guard) running = null;
        }
    }
}
