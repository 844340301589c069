using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Tests.Api;

/// <summary>What a stream's change records say, checked against what the database holds.</summary>
public static class StreamLog
{
    /// <summary>All operations of a stream, one array a revision, from 1 on without a gap.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<ViewOperation>>> OfAsync(TestDatabase database, StreamName stream)
    {
        await using var db = database.Open();
        var changes = await ChangeLogReader.SinceAsync(db, stream, 0, 10_000, CancellationToken.None);
        Assert.NotNull(changes);
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(revision => (long)revision), changes.Select(change => change.Revision));
        return [.. changes.Select(change => change.Parse())];
    }

    /// <summary>
    /// The view that an agent ends with that took all change records in, which must be the one that a snapshot carries, at the
    /// same revision.
    /// </summary>
    public static async Task<View> ReplayedAsync(TestDatabase database, StreamName stream, View empty)
    {
        var revisions = await OfAsync(database, stream);
        var replayed = revisions.SelectMany(operations => operations).Aggregate(empty, (view, operation) => view.After(operation));
        await using var db = database.Open();
        var snapshot = await ViewReads.ReadAsync(db, stream, CancellationToken.None);
        Assert.NotNull(snapshot);
        Assert.Equal((revisions.Count, replayed), (snapshot.Revision, snapshot.View));
        return replayed;
    }

    /// <summary>The network's view, from its change records.</summary>
    public static async Task<NetworkView> NetworkAsync(TestDatabase database, Contracts.Networks.NetworkId id) =>
        (NetworkView)await ReplayedAsync(database, StreamName.Of(id), new NetworkView(
            id, null!, System.Collections.Immutable.ImmutableSortedDictionary<Contracts.Hosts.HostId, NetworkMember>.Empty));

    /// <summary>The host's view, from its change records.</summary>
    public static async Task<HostView> HostAsync(TestDatabase database, Contracts.Hosts.HostId id, string name) =>
        (HostView)await ReplayedAsync(database, StreamName.Of(id), new HostView(id, name, []));
}
