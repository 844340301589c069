using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using MassTransit;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// Finds out at once whether a link that is open still leads to an agent, where pings would take up to twenty seconds: asks it to follow
/// its own stream anew, which changes nothing, and ends the link where nothing is heard.
/// </summary>
public sealed partial class LinkProbe(AgentGateway gateway, IBus bus, TimeProvider clock, ILogger<LinkProbe> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PublishPatience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the link of a host, here or through the bus at the replica that has it. The answer is not waited for.</summary>
    public async Task AskAsync(HostId host, CancellationToken cancel)
    {
        if (gateway.Find(host) is { } link)
        {
            _ = EndIfSilentAsync(link);
            return;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(PublishPatience);
        try
        {
            await bus.Publish(new LinkContested(host), patience.Token);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogBusAway(log, host, fault.Message);
        }
    }

    /// <summary>Asks the link of a host, if this replica has it, and ends it where no answer comes within three seconds.</summary>
    public Task EndIfSilentAsync(HostId host) => gateway.Find(host) is { } link ? EndIfSilentAsync(link) : Task.CompletedTask;

    private async Task EndIfSilentAsync(AgentLink link)
    {
        if (!link.TryListen(clock, out var heard)) return;
        var own = StreamName.Of(link.Host);
        if (!link.TrySend(Frame.Of(new Resync(own)))) link.Dropped(own);
        try
        {
            await heard.WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            LogSilent(log, link.Host);
            link.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "host {Host}: its link gave no answer, and is ended")]
    private static partial void LogSilent(ILogger log, HostId host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "host {Host}: the replica that has its link could not be asked for it: {Reason}")]
    private static partial void LogBusAway(ILogger log, HostId host, string reason);
}
