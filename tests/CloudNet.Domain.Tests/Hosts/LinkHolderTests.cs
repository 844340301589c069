using CloudNet.Domain.Hosts;

namespace CloudNet.Domain.Tests.Hosts;

public sealed class LinkHolderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly Machine V1 = new("a", 1);
    private static readonly Machine Copy = new("b", 1);

    [Theory]
    [InlineData("a", 1L, "a", 1L, true)]
    [InlineData("a", 1L, "b", 1L, false)]
    [InlineData("a", 1L, "a", 2L, false)]
    [InlineData("a", null, "a", 2L, true)]
    [InlineData("a", 1L, "a", null, true)]
    [InlineData("a", null, "b", 2L, false)]
    [InlineData(null, null, "b", 2L, true)]
    public void Machine_is_told_from_another_by_what_is_known_of_both(string? boot, long? netns, string otherBoot, long? otherNetns, bool same)
    {
        Assert.Equal(same, new Machine(boot, netns).MayBe(new(otherBoot, otherNetns)));
        Assert.Equal(same, new Machine(otherBoot, otherNetns).MayBe(new(boot, netns)));
    }

    [Fact]
    public void Nobody_gives_way_to_anybody() => Assert.True(Held(0, link: null).GivesWayTo(Copy, isAlive: true));

    [Fact]
    public void The_same_machine_takes_its_own_place() => Assert.True(Held(0).GivesWayTo(V1, isAlive: true));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_holder_stays_while_its_link_is_alive(bool isAlive, bool gives) => Assert.Equal(gives, Held(0).GivesWayTo(Copy, isAlive));

    [Theory]
    [InlineData(0, true)]
    [InlineData(45, true)]
    [InlineData(46, false)]
    public void A_holder_is_heard_of_for_as_long_as_a_host_counts_as_linked(int secondsAgo, bool heardOf) =>
        Assert.Equal(heardOf, Held(secondsAgo).IsHeardOf(Now));

    [Theory]
    [InlineData(10, 20, 1, true)] // heard of after another was refused
    [InlineData(20, 10, 1, false)] // not heard of since: it may be dead
    [InlineData(10, 900, 301, false)] // nobody has tried for five minutes
    public void Two_are_there_at_once_where_the_holder_is_heard_of_after_the_other(int seenAgo, int sinceAgo, int triedAgo, bool twin) =>
        Assert.Equal(twin, (Held(seenAgo) with { ContendedSince = Now.AddSeconds(-sinceAgo), ContendedAt = Now.AddSeconds(-triedAgo) }).HasTwin(Now));

    [Fact]
    public void Without_another_there_is_no_twin() => Assert.False(Held(0).HasTwin(Now));

    private static LinkHolder Held(int secondsAgo, string? link = "replica/1") => new(link, V1, Now.AddSeconds(-secondsAgo), null, null);
}
