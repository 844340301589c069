using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Gateway;

/// <summary>One proven link, from its first stream to its end: what the agent asks for and reports.</summary>
public sealed class LinkSession(
    AgentLink link, Hello hello, AgentGateway gateway, CloudNetStore store, ReportOutbox reports,
    Func<HostId, Abilities, CancellationToken, Task> able, Action<HostId, Guid, LinkMessage> answered, TimeProvider clock)
{
    /// <summary>Seconds between two reports of an agent, at most.</summary>
    public const int ReportEverySeconds = 15;

    private readonly HashSet<StreamName> followed = [];

    /// <summary>Serves the link until it ends.</summary>
    public async Task RunAsync(LinkReader reader, CancellationToken cancel)
    {
        gateway.Register(link);
        try
        {
            Put(null, open: true, began: true);
            link.TrySend(Frame.Of(new Welcome(Math.Min(hello.Protocol, ProtocolVersion.Newest), ReportEverySeconds)));
            var own = StreamName.Of(link.Host);
            await FollowAsync(own, hello.Have.FirstOrDefault(have => have.Stream == own)?.Revision ?? 0, cancel);
            // A network that the host has left meanwhile is no fault here: its own stream tells it so.
            foreach (var (stream, revision) in hello.Have.Where(have => have.Stream != own)) await TryFollowAsync(stream, revision, cancel);
            while (await NextAsync(reader, cancel) is { } message) await HandleAsync(message, cancel);
        }
        finally
        {
            if (await gateway.UnregisterAsync(link, followed)) Put(null, open: false);
        }
    }

    private async Task<LinkMessage?> NextAsync(LinkReader reader, CancellationToken cancel)
    {
        link.IsRead = true;
        var message = await reader.ReadAsync(cancel);
        link.IsRead = false;
        link.Heard();
        return message;
    }

    private async Task HandleAsync(LinkMessage message, CancellationToken cancel)
    {
        if (LinkRules.Broken(message) is { } broken) throw new LinkRefusal(LinkClose.Malformed, broken);
        Put(message as Report, open: true);
        switch (message)
        {
            case Follow(var stream, var revision):
                if (!await TryFollowAsync(stream, revision, cancel)) throw new LinkRefusal(LinkClose.NotAllowed, $"the host is not in {stream}");
                break;
            case Unfollow(var stream):
                followed.Remove(stream);
                await gateway.UnfollowAsync(link, stream);
                break;
            case Report:
                break;
            case Abilities abilities:
                await able(link.Host, abilities, cancel);
                break;
            case TraceReady { Id: var question }:
                if (link.Answers(question, isLast: false)) answered(link.Host, question, message);
                break;
            case TraceResult { Id: var question }:
                if (link.Answers(question, isLast: true)) answered(link.Host, question, message);
                break;
            default:
                throw new LinkRefusal(LinkClose.Malformed, $"{message.GetType().Name} was said already");
        }
    }

    /// <summary>
    /// Follows a stream, if the host is in it. That is asked again afterwards: the host may have left in between, with the news of
    /// it come and gone before the link followed.
    /// </summary>
    private async Task<bool> TryFollowAsync(StreamName stream, long revision, CancellationToken cancel)
    {
        if (!await MayFollowAsync(stream, cancel)) return false;
        await FollowAsync(stream, revision, cancel);
        if (await MayFollowAsync(stream, cancel)) return true;
        await gateway.UnfollowAsync(link, stream);
        return false;
    }

    private async Task FollowAsync(StreamName stream, long revision, CancellationToken cancel)
    {
        await gateway.UnfollowAsync(link, stream);
        followed.Add(stream);
        var there = await gateway.FollowAsync(link, stream, revision, cancel);
        if (!there && stream.Host is { } host) gateway.CloseRemoved(host);
    }

    private async Task<bool> MayFollowAsync(StreamName stream, CancellationToken cancel)
    {
        if (stream.Host is { } host) return host == link.Host;
        await using var db = store.ForSystem();
        return stream.AnyOf is { } network && await HostIdentity.IsInAsync(db, link.Host, network, cancel);
    }

    private void Put(Report? report, bool open, bool began = false) =>
        reports.Put(new(link.Host, link.Id, clock.GetUtcNow(), open, hello.AgentVersion, hello.BootId, report, began));
}
