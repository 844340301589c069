using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Gateway;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>A stream kept in memory the way the database keeps it: its whole state, and a log that may be trimmed.</summary>
internal sealed class LoggedStream : IStreamSource
{
    private static readonly NetworkId Network = NetworkId.From(Guid.Parse("01930000-0000-7000-8000-000000000001"));
    private readonly List<LoggedChange> log = [];

    public LoggedStream() => Commit(new NetworkSettingsSet(View.Settings));

    public static StreamName Name { get; } = StreamName.Of(Network);

    public NetworkView View { get; private set; } = new(
        Network, new("blue", [IPNetwork.Parse("10.100.0.0/16")], NetworkDriver.Vxlan, true, null, 1), ImmutableSortedDictionary<HostId, NetworkMember>.Empty);

    public long Revision { get; private set; }

    public int SnapshotsRead { get; private set; }

    public bool Away { get; set; }

    /// <summary>A host takes, or changes, or leaves its place.</summary>
    public LoggedChange Commit(int host, bool leaves)
    {
        var id = HostId.From(new Guid(host, 0, 0, new byte[8]));
        return Commit(leaves ? new NetworkMemberRemoved(id) : new NetworkMemberSet(new(
            id, $"v{host}", IPAddress.Parse($"192.168.124.{host}"), [new(IPNetwork.Parse($"10.100.{host}.0/24"), Revision)], new MacAddress((ulong)Revision))));
    }

    public void Trim(int keep) => log.RemoveRange(0, Math.Max(0, log.Count - keep));

    public Task<ViewCopy?> SnapshotAsync(StreamName stream, CancellationToken cancel)
    {
        if (Away) throw new InvalidOperationException("the database is away");
        SnapshotsRead++;
        return Task.FromResult<ViewCopy?>(new(Revision, View));
    }

    public Task<IReadOnlyList<LoggedChange>?> SinceAsync(StreamName stream, long revision, CancellationToken cancel)
    {
        if (Away) throw new InvalidOperationException("the database is away");
        var found = log.Where(change => change.Revision > revision).ToList();
        return Task.FromResult<IReadOnlyList<LoggedChange>?>(found.Count == Revision - revision ? found : null);
    }

    private LoggedChange Commit(ViewOperation operation)
    {
        View = (NetworkView)View.After(operation);
        var json = JsonSerializer.Serialize([operation], ContractsJson.Default.IReadOnlyListViewOperation);
        log.Add(new(Name, ++Revision, json));
        return log[^1];
    }
}
