using System.Collections.Concurrent;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>All links of this replica, and the hubs of the streams that they follow: the edge of the bus towards the hosts.</summary>
public sealed partial class AgentGateway(IStreamSource source, ILogger<AgentGateway> log)
{
    private const string Newer = "a newer link of this host took its place";
    private readonly ConcurrentDictionary<StreamName, StreamHub> hubs = new();
    private readonly ConcurrentDictionary<HostId, AgentLink> links = new();

    /// <summary>How many hosts are linked to this replica.</summary>
    public int Links => links.Count;

    /// <summary>Streams that somebody follows here, or did a moment ago.</summary>
    public IReadOnlyCollection<StreamName> Streams => [.. hubs.Keys];

    /// <summary>Host and name of each link of this replica.</summary>
    public IReadOnlyCollection<(HostId Host, string Link)> Names => [.. links.Values.Select(link => (link.Host, link.Id))];

    /// <summary>The link of a host; null where this replica has none.</summary>
    public AgentLink? Find(HostId host) => links.GetValueOrDefault(host);

    /// <summary>Whether this replica has that very link of the host.</summary>
    public bool IsOpen(HostId host, string? link) => link is not null && Find(host)?.Id == link;

    /// <summary>Takes a proven link in. An older link of the same host is closed.</summary>
    public void Register(AgentLink link)
    {
        // Two may come at once: each but the last is found by the next, so that none stays open unknown.
        while (!links.TryAdd(link.Host, link))
        {
            if (!links.TryGetValue(link.Host, out var older) || !links.TryUpdate(link.Host, link, older)) continue;
            older.Close(LinkClose.Replaced, Newer);
            return;
        }
    }

    /// <summary>Forgets a link that has ended.</summary>
    /// <returns>Whether it was the host's newest.</returns>
    public async Task<bool> UnregisterAsync(AgentLink link, IEnumerable<StreamName> followed)
    {
        foreach (var stream in followed) await UnfollowAsync(link, stream);
        return links.TryRemove(new(link.Host, link));
    }

    /// <summary>Sends a stream to a link from now on, beginning with what it lacks.</summary>
    /// <returns>False where the stream's network or host is gone.</returns>
    public async Task<bool> FollowAsync(AgentLink link, StreamName stream, long have, CancellationToken cancel)
    {
        while (true)
        {
            var hub = hubs.GetOrAdd(stream, static (name, source) => new StreamHub(name, source), source);
            var outcome = await hub.FollowAsync(link, have, cancel);
            if (outcome == FollowOutcome.TooLarge) LogTooLarge(log, stream, link.Host);
            if (outcome != FollowOutcome.Retired) return outcome != FollowOutcome.Gone;
            hubs.TryRemove(new(stream, hub));
        }
    }

    /// <summary>Stops sending a stream to a link; whether it was sent.</summary>
    public Task<bool> UnfollowAsync(AgentLink link, StreamName stream) =>
        hubs.TryGetValue(stream, out var hub) ? hub.UnfollowAsync(link) : Task.FromResult(false);

    /// <summary>
    /// Hands committed changes to the hubs concerned. A hub that fails to fill a gap keeps its place, and the next change or
    /// sweep finds the gap again.
    /// </summary>
    public async Task DeliverAsync(IReadOnlyList<LoggedChange> changes, CancellationToken cancel)
    {
        foreach (var ofStream in changes.GroupBy(change => change.Stream))
        {
            IReadOnlyList<LoggedChange> run = [.. ofStream];
            await AdvanceAsync(ofStream.Key, run, run[^1].Revision, cancel);
        }
    }

    /// <summary>
    /// Tells a hub which revision its stream is at, in case the bus lost what led there. What a host's own stream brings is done
    /// here as well, whichever way it came, also where the hub has sent it already.
    /// </summary>
    public async Task AdvanceAsync(StreamName stream, IReadOnlyList<LoggedChange> changes, long revision, CancellationToken cancel)
    {
        var sent = hubs.TryGetValue(stream, out var hub) ? await AdvanceAsync(hub, stream, changes, revision, cancel) : [];
        if (stream.Host is { } host) await FollowHostAsync(host, changes.UnionBy(sent, change => change.Revision));
    }

    private async Task<IReadOnlyList<LoggedChange>> AdvanceAsync(
        StreamHub hub, StreamName stream, IReadOnlyList<LoggedChange> changes, long revision, CancellationToken cancel)
    {
        try
        {
            return await hub.AdvanceAsync(changes, revision, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogGap(log, stream, fault.Message);
            return [];
        }
    }

    /// <summary>Drops hubs that nobody follows.</summary>
    public void Retire()
    {
        foreach (var (stream, hub) in hubs)
            if (hub.TryRetire()) hubs.TryRemove(new(stream, hub));
    }

    /// <summary>Closes every link: the process stops.</summary>
    public void CloseAll()
    {
        foreach (var link in links.Values) link.Close(LinkClose.GoingAway, "the controller is stopping");
    }

    /// <summary>Closes the link of a host that is no longer enrolled.</summary>
    public void CloseRemoved(HostId host) => Find(host)?.Close(LinkClose.HostRemoved, "the host was removed in the controller");

    /// <summary>Closes the link of a host that a newer one holds, at another replica.</summary>
    public void CloseReplaced(HostId host, string link) => (IsOpen(host, link) ? Find(host) : null)?.Close(LinkClose.Replaced, Newer);

    /// <summary>
    /// A host that left a network hears no more of it, whatever its agent does; one that was removed loses its link. The news may
    /// be old (the bus repeats) and the host in the network again: so its agent is told to ask, and an agent that is still in
    /// asks and is served.
    /// </summary>
    private async Task FollowHostAsync(HostId host, IEnumerable<LoggedChange> changes)
    {
        if (!links.TryGetValue(host, out var link)) return;
        foreach (var operation in changes.SelectMany(change => change.Parse()))
        {
            if (operation is HostRemoved) CloseRemoved(host);
            if (operation is not HostNetworkRemoved { Network: var network }) continue;
            // An agent that did not ask for those of its workloads and services may know nothing of such streams.
            foreach (var stream in StreamName.AllOf(network)) await DropAsync(link, stream, ifSent: stream.Network is null);
        }
    }

    /// <summary>Stops sending a stream to a link, and tells its agent to ask, should it be entitled to it after all.</summary>
    private async Task DropAsync(AgentLink link, StreamName stream, bool ifSent)
    {
        if (!await UnfollowAsync(link, stream) && ifSent) return;
        if (!link.TrySend(Frame.Of(new Resync(stream)))) link.Dropped(stream);
    }
}
