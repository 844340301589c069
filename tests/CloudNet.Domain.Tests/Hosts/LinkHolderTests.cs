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
    public void Machine_is_read_as_it_was_written()
    {
        foreach (var machine in new Machine[] { new("6a1a5bd5-2f4e-4a5e-9f0b-0d8a4b1f7c11", 4026531840), new("a", null), new("with/slash", 0) })
            Assert.Equal(machine, Machine.Parse(machine.ToString()));
        Assert.Equal(new(null, null), Machine.Parse(null));
    }

    [Fact]
    public void Where_nobody_is_linked_any_machine_is_let_in() => Assert.True(Held(0, link: null).GivesWayTo(Copy, isAlive: false, Now));

    [Fact]
    public void The_same_machine_takes_its_own_place() => Assert.True(Held(0).GivesWayTo(V1, isAlive: true, Now));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_holder_stays_while_its_link_is_alive(bool isAlive, bool gives) => Assert.Equal(gives, Held(0).GivesWayTo(Copy, isAlive, Now));

    /// <summary>A host that boots comes back as another machine than it was; the copy that was refused before must not come in between.</summary>
    [Theory]
    [InlineData(60, 1, false)] // the holder went away a minute ago
    [InlineData(301, 1, true)] // it does not come back
    [InlineData(60, 301, true)] // nobody has been refused for long
    public void A_known_copy_waits_for_five_minutes_where_the_holder_went_away(int seenAgo, int triedAgo, bool gives)
    {
        var gone = Held(seenAgo, link: null) with
        {
            Contenders = [Copy.ToString()], ContendedSince = Now.AddHours(-1), ContendedAt = Now.AddSeconds(-triedAgo), IsTold = true,
        };
        Assert.Equal(gives, gone.GivesWayTo(Copy, isAlive: false, Now));
        Assert.True(gone.GivesWayTo(new("after the boot", 1), isAlive: false, Now));
    }

    /// <summary>Refused once, while its own dead link was not yet found to be dead.</summary>
    [Fact]
    public void A_machine_that_was_refused_and_may_be_the_holder_itself_does_not_wait()
    {
        var at = Now.AddSeconds(-10);
        var dead = Held(20, link: null) with { Contenders = [Copy.ToString()], ContendedSince = at, ContendedAt = at };
        Assert.True(dead.GivesWayTo(Copy, isAlive: false, Now));
    }

    [Theory]
    [InlineData(0, 999, true)]
    [InlineData(45, 999, true)]
    [InlineData(46, 999, false)]
    [InlineData(46, 45, true)]
    public void A_holder_is_heard_of_for_as_long_as_a_host_counts_as_linked(int seenAgo, int linkedAgo, bool heardOf) =>
        Assert.Equal(heardOf, (Held(seenAgo) with { LinkedAt = Now.AddSeconds(-linkedAgo) }).IsHeardOf(Now));

    [Theory]
    [InlineData(10, 20, 1, true)] // heard of after another was refused
    [InlineData(20, 10, 1, false)] // not heard of since: it may be dead
    [InlineData(10, 900, 301, false)] // nobody has tried for five minutes
    public void Two_are_there_at_once_where_the_holder_is_heard_of_after_the_other(int seenAgo, int sinceAgo, int triedAgo, bool twin) =>
        Assert.Equal(twin, (Held(seenAgo) with { ContendedSince = Now.AddSeconds(-sinceAgo), ContendedAt = Now.AddSeconds(-triedAgo) }).HasTwin(Now));

    [Fact]
    public void Without_another_there_is_no_twin() => Assert.False(Held(0).HasTwin(Now));

    private static LinkHolder Held(int seenAgo, string? link = "replica/1") =>
        new(link, V1.ToString(), Now.AddHours(-9), Now.AddSeconds(-seenAgo), [], null, null, false);
}
