using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>Which path is probed when, and what is told of them.</summary>
public sealed class PathBookTests
{
    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider clock = new();
    private readonly PathBook book;

    public PathBookTests() => book = new(clock);

    [Fact]
    public void All_are_probed_at_an_even_pace_round_after_round()
    {
        book.Set(Some(1000));
        var taken = new Dictionary<PathKey, int>();
        for (var second = 0; second < 60; second++, clock.Advance(TimeSpan.FromSeconds(1)))
        {
            var now = 0;
            while (book.TakeDue() is { } path)
            {
                now++;
                taken[path.Key] = taken.GetValueOrDefault(path.Key) + 1;
                book.Note(path, book.Of(path.Key)!.Answered(Took) with { Mtu = path.Mtu });
            }
            Assert.InRange(now, second == 0 ? 1 : 40, 55);
        }
        Assert.All(taken.Values, times => Assert.InRange(times, 2, 3));
        Assert.Equal(1000, taken.Count);
    }

    [Fact]
    public void Of_another_way_nothing_is_known_and_its_turn_is_at_once()
    {
        var path = Some(1)[0];
        book.Set([path]);
        book.Note(book.TakeDue()!, PathCondition.Unknown.Answered(Took));
        book.Set([path]);
        Assert.Null(book.TakeDue());
        var other = path with { Mtu = path.Mtu - 50 };
        book.Set([other]);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PathCondition.Unknown, book.Of(path.Key));
        Assert.Equal(other, book.TakeDue());
        book.Note(other, PathCondition.Unknown.Answered(Took));
        clock.Advance(PathBook.Period);
        Assert.Equal((other, null), (book.TakeDue(), book.TakeDue()));
    }

    [Fact]
    public void One_that_missed_is_asked_again_soon_until_it_is_lost()
    {
        book.Set(Some(1));
        var times = new List<double>();
        var start = clock.GetUtcNow();
        while (clock.GetUtcNow() - start < TimeSpan.FromSeconds(25))
        {
            if (book.TakeDue() is { } path)
            {
                times.Add((clock.GetUtcNow() - start).TotalSeconds);
                book.Note(path, book.Of(path.Key)!.Missed());
            }
            clock.Advance(TimeSpan.FromSeconds(0.5));
        }
        Assert.Equal([0, 1, 2, 12, 22], times);
    }

    [Fact]
    public void What_was_found_stays_with_the_same_way_and_goes_with_another()
    {
        var path = Some(1)[0];
        book.Set([path]);
        book.Note(book.TakeDue()!, PathCondition.Unknown.Answered(Took));
        book.Set([path with { Peer = "renamed" }]);
        Assert.True(book.Of(path.Key)!.Reached);
        book.Set([path with { Underlay = IPAddress.Parse("192.168.124.99") }]);
        Assert.Null(book.Of(path.Key)!.Reached);
        book.Set([]);
        Assert.Null(book.Of(path.Key));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(book.TakeDue());
    }

    [Fact]
    public void What_is_found_too_late_is_of_no_path()
    {
        var path = Some(1)[0];
        book.Set([path]);
        var taken = book.TakeDue()!;
        book.Set([path with { Mtu = 1400 }]);
        Assert.False(book.Note(taken, PathCondition.Unknown.Answered(Took)));
        Assert.Null(book.Of(path.Key)!.Reached);
        clock.Advance(PathBook.Period);
        Assert.Equal(1400, book.TakeDue()!.Mtu);
    }

    [Fact]
    public void A_path_that_went_and_came_while_it_was_probed_is_probed_no_more_often()
    {
        var path = Some(1)[0];
        book.Set([path]);
        var taken = book.TakeDue()!;
        book.Set([]);
        book.Set([path]);
        book.Note(taken, PathCondition.Unknown.Answered(Took));
        clock.Advance(PathBook.Period);
        Assert.NotNull(book.TakeDue());
        Assert.Null(book.TakeDue());
    }

    [Fact]
    public void What_is_wrong_is_told_first_and_no_more_than_the_controller_can_take()
    {
        var (teller, paths) = (new PathTeller(book, clock), Some(200));
        book.Set(paths);
        foreach (var path in paths) book.Note(path, PathCondition.Unknown.Answered(Took) with { Mtu = path.Mtu });
        book.Note(paths[150], PathCondition.Unknown.Missed().Missed().Missed() with { Fault = PathFault.Host });
        var first = teller.Next()!;
        Assert.Equal(64, first.Count);
        Assert.Equal((paths[150].Key.Peer, false, PathFault.Host), (first[0].Peer, first[0].Reached, first[0].Fault));
        Assert.Null(teller.Next());
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(40, teller.Next()!.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(64, teller.Next()!.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200 - 64 - 40 - 64, teller.Next()!.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(teller.Next());
        book.Note(paths[3], book.Of(paths[3].Key)! with { Mtu = 1300 });
        Assert.Equal(1300, Assert.Single(teller.Next()!).Mtu);
    }

    private static ImmutableArray<NetworkPath> Some(int count) =>
    [
        .. Enumerable.Range(2, count).Select(number => new NetworkPath(
            new(Sample.Blue.Id, new(new Guid(number, 0, 0, new byte[8])), AddressFamily.InterNetwork), new(NetworkDriver.Vxlan, 5), "blue", $"v{number}",
            IPAddress.Parse("10.100.1.1"), new IPAddress([10, 100, (byte)(number >> 8), (byte)number]), IPAddress.Parse("192.168.124.52"), 1450)),
    ];
}
