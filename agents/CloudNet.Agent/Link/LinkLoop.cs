using System.Net.WebSockets;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tracing;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>
/// Keeps a link to the controller: connect, greet, talk until it ends, wait, again. Whatever ends a link, the views and the
/// kernel stay as they are; the one exception is the controller's own word that the host was removed. When the host's underlay
/// address is another, the link, or the wait for the next, ends at once: only a hello tells the controller.
/// </summary>
/// <param name="connector">Opens the WebSocket.</param>
/// <param name="greeting">Proves the identity.</param>
/// <param name="underlay">Sees to the underlay address before each link.</param>
/// <param name="removal">Takes note of a removed host.</param>
/// <param name="live">The views.</param>
/// <param name="condition">What is reported.</param>
/// <param name="paths">What is reported of the paths to peers.</param>
/// <param name="abilities">Finds what the host has to build networks by.</param>
/// <param name="abilitiesChanged">Called when that may be something else.</param>
/// <param name="traces">Follows packets when it is asked to.</param>
/// <param name="backoff">How long to wait.</param>
/// <param name="timings">Bounds of each step.</param>
/// <param name="log">Told of ups and downs.</param>
/// <param name="clock">Tells time.</param>
internal sealed class LinkLoop(
    LinkConnector connector, LinkGreeting greeting, UnderlayKeeper underlay, HostRemoval removal, LiveViews live, LiveCondition condition, PathBook paths,
    Func<CancellationToken, Task<Abilities>> abilities, Wake abilitiesChanged, TraceDesk traces,
    LinkBackoff backoff, LinkTimings timings, AgentLog log, TimeProvider clock)
{
    private volatile LinkStatus status = new(LinkPhase.Connecting, clock.GetUtcNow());

    /// <summary>Where the link stands.</summary>
    public LinkStatus Status => status;

    /// <summary>Keeps it until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            status = new(LinkPhase.Connecting, clock.GetUtcNow());
            var moved = await underlay.LookAsync(stop);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stop, moved);
            try
            {
                await RoundAsync(round.Token);
            }
            catch (OperationCanceledException) when (moved.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                log.Info("link", "Linking anew from another underlay address.");
            }
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        var end = await LinkAsync(stop);
        if (end.Close == LinkClose.HostRemoved) removal.Remove();
        var wait = backoff.After(end);
        log.Warn("link", $"{end.Reason.TrimEnd('.')}. Next try in {wait.TotalSeconds:0.0} s.");
        status = new(LinkPhase.Down, clock.GetUtcNow(), end.Reason, clock.GetUtcNow() + wait);
        await Task.Delay(wait, clock, stop);
    }

    private async Task<LinkEnd> LinkAsync(CancellationToken stop)
    {
        long? welcomed = null;
        try
        {
            using var socket = await InTimeAsync(connector.ConnectAsync, stop);
            var welcome = await InTimeAsync(step => greeting.GreetAsync(new(socket), live.Current.Views, step), stop);
            welcomed = clock.GetTimestamp();
            Welcomed();
            await TalkAsync(socket, welcome, stop);
            throw new LinkException(null, "The link ended.");
        }
        catch (LinkException fault)
        {
            return new(fault.Close, LinkAdvice.Of(fault), welcomed is { } at ? clock.GetElapsedTime(at) : TimeSpan.Zero);
        }
    }

    private async Task TalkAsync(WebSocket socket, Welcome welcome, CancellationToken stop)
    {
        var session = new LinkSession(
            socket, new(live, timings, clock), new(condition, new(paths, clock), timings, clock), new(abilities, abilitiesChanged, clock), traces);
        try
        {
            await session.RunAsync(welcome, stop);
        }
        catch (LinkException fault) when (fault.Close is not null)
        {
            await session.SayGoodbyeAsync("Seen."); // Answers the controller's close (RFC 6455, section 5.5.1).
            throw;
        }
    }

    private void Welcomed()
    {
        removal.Welcome();
        log.Info("link", "Linked to the controller.");
        status = new(LinkPhase.Linked, clock.GetUtcNow());
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(timings.Step, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new LinkException(null, $"The controller did not answer within {timings.Step.TotalSeconds:0} s.");
        }
    }
}
