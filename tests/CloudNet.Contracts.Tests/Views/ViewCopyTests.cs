using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

/// <summary>
/// An agent's copy of a stream under a link that loses, repeats and reorders: it never goes back, is never wrong for the
/// revision that it says, and ends where the stream is once a snapshot has answered a gap.
/// </summary>
public sealed class ViewCopyTests
{
    private const int Hosts = 6;
    private static readonly NetworkId Network = new(new Guid(100, 0, 0, new byte[8]));

    private static readonly Gen<ViewOperation> Operations = Gen.OneOf(
        from host in Gen.Int[1, Hosts] from epoch in Gen.Long[1, 100] select (ViewOperation)new NetworkMemberSet(Member(host, epoch)),
        from host in Gen.Int[1, Hosts] select (ViewOperation)new NetworkMemberRemoved(Host(host)),
        from mtu in Gen.Int[576, 9000] select (ViewOperation)new NetworkSettingsSet(Settings(mtu)));

    // A stream's history: what each revision added, one or several operations to a revision.
    private static readonly Gen<ViewOperation[][]> Histories = Operations.Array[1, 3].Array[1, 30];

    // What a bad link makes of it: deltas over any stretch of revisions, in any order, any number of times.
    private static readonly Gen<(ViewOperation[][] History, (int From, int To)[] Arrivals, int Start)> Cases =
        from history in Histories
        from arrivals in (from one in Gen.Int[1, history.Length + 1] from other in Gen.Int[1, history.Length + 1]
                          select (Math.Min(one, other), Math.Max(one, other))).Array[0, 60]
        from start in Gen.Int[1, history.Length + 1]
        select (history, arrivals.Where(arrival => arrival.Item1 < arrival.Item2).ToArray(), start);

    [Fact]
    public void AnyOrderOfDeltas_IsNeverWrongForTheRevisionItSays() => Cases.Sample(one =>
    {
        var (history, arrivals, start) = one;
        var truth = Truth(history);
        var copy = new ViewCopy(start, truth[start]);
        foreach (var (from, to) in arrivals)
        {
            var next = copy.After(from, to, history[(from - 1)..(to - 1)].SelectMany(operations => operations));
            if (to <= copy.Revision) Assert.Same(copy, next);
            else if (from > copy.Revision) Assert.Null(next);
            else Assert.Equal(new ViewCopy(to, truth[to]), next);
            copy = next ?? copy;
        }
    }, iter: 2_000);

    [Fact]
    public void SnapshotThatAnswersAGap_EndsInTheRightState() => Cases.Sample(one =>
    {
        var (history, arrivals, start) = one;
        var truth = Truth(history);
        var newest = truth.Count;
        var copy = new ViewCopy(start, truth[start]);
        foreach (var (from, to) in arrivals)
        {
            // After a gap the snapshot comes late, when the stream has gone on, or is as old as the gap itself.
            copy = copy.After(from, to, history[(from - 1)..(to - 1)].SelectMany(operations => operations))
                ?? ViewCopy.Newer(copy, to, truth[to]);
        }
        copy = copy.After(copy.Revision + 1, newest + 1, []) ?? ViewCopy.Newer(copy, newest, truth[newest]);
        Assert.Equal(new ViewCopy(newest, truth[newest]), copy);
    }, iter: 2_000);

    [Fact]
    public void OlderSnapshot_ChangesNothing()
    {
        var have = new ViewCopy(5, Empty);
        Assert.Same(have, ViewCopy.Newer(have, 5, Empty));
        Assert.Same(have, ViewCopy.Newer(have, 4, new HostView(Host(1), "v1", [])));
        Assert.Equal(6, ViewCopy.Newer(have, 6, Empty).Revision);
        Assert.Equal(1, ViewCopy.Newer(null, 1, Empty).Revision);
    }

    [Fact]
    public void OperationOfAnotherKindOfStream_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Empty.After(new HostNetworkAdded(Network)));
        Assert.Throws<ArgumentException>(() => new HostView(Host(1), "v1", []).After(new NetworkMemberRemoved(Host(1))));
    }

    private static NetworkView Empty { get; } = new(Network, Settings(1500), ImmutableSortedDictionary<HostId, NetworkMember>.Empty);

    private static Dictionary<int, View> Truth(ViewOperation[][] history)
    {
        var truth = new Dictionary<int, View> { [1] = Empty };
        for (var revision = 1; revision <= history.Length; revision++)
            truth[revision + 1] = history[revision - 1].Aggregate(truth[revision], (view, operation) => view.After(operation));
        return truth;
    }

    private static HostId Host(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static NetworkMember Member(int host, long epoch) => new(
        Host(host), $"v{host}", IPAddress.Parse($"192.168.124.{host}"), [new(IPNetwork.Parse($"10.100.{host}.0/24"), epoch)], new((ulong)host));

    private static NetworkSettings Settings(int mtu) => new("blue", [IPNetwork.Parse("10.100.0.0/16")], NetworkDriver.Vxlan, Nat: true, mtu, 1);
}
