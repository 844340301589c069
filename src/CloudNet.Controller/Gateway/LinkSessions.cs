using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Bus;
using CloudNet.Store;
using CloudNet.Store.Reads;
using MassTransit;

namespace CloudNet.Controller.Gateway;

/// <summary>Runs the session of each proven link.</summary>
public sealed partial class LinkSessions(
    AgentGateway gateway, LinkContest contest, CloudNetStore store, ReportOutbox reports, IServiceScopeFactory scopes, IBus bus, TimeProvider clock,
    ILogger<LinkSessions> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Serves a link until it ends. A host that is to be reached elsewhere than before is moved first.</summary>
    public async Task RunAsync(AgentLink link, Hello hello, HostIdentity identity, LinkReader reader, CancellationToken cancel)
    {
        identity = await contest.EnterAsync(link, hello, identity, cancel);
        if (!hello.UnderlayAddress.Equals(identity.UnderlayAddress)) await MoveAsync(link, hello, cancel);
        await contest.SettleAsync(link, hello, identity, cancel);
        LogLinked(log, identity.Name, hello.AgentVersion);
        await new LinkSession(link, hello, gateway, store, reports, AbleAsync, Answered, clock).RunAsync(reader, cancel);
    }

    private async Task AbleAsync(HostId host, Abilities abilities, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHostChanges>().AbleAsync(host, abilities, cancel);
    }

    // The link does not wait for the bus; who asked does, and not for long.
    private void Answered(HostId host, Guid question, LinkMessage message) => _ = AnsweredAsync(host, question, message);

    private async Task AnsweredAsync(HostId host, Guid question, LinkMessage message)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await bus.Publish(new AgentAnswered(host, question, JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage)), patience.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogLost(log, host.ToString(), fault.Message);
        }
    }

    private async Task MoveAsync(AgentLink link, Hello hello, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<IHostChanges>();
        if (await changes.MovedAsync(hello.Host, hello.UnderlayAddress, cancel) is not { } refusal) return;
        await contest.LeaveAsync(link, hello, $"It says that it moved to {hello.UnderlayAddress}, and is not let in. {refusal}", cancel);
        throw new LinkRefusal(LinkClose.NotAllowed, refusal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Host}: an answer of its agent is lost: {Reason}")]
    private static partial void LogLost(ILogger log, string host, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Host} linked, agent {Version}")]
    private static partial void LogLinked(ILogger log, string host, string version);
}
