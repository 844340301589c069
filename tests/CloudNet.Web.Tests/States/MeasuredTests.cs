using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.States;

public sealed class MeasuredTests
{
    [Theory]
    [InlineData(HostLinkState.Linked, false, LeaseState.InSync)]
    [InlineData(HostLinkState.Linked, true, LeaseState.Pending)]
    [InlineData(HostLinkState.Down, false, LeaseState.Down)]
    [InlineData(HostLinkState.Down, true, LeaseState.Down)]
    [InlineData(HostLinkState.NeverSeen, false, LeaseState.Down)]
    public void Lease_is_in_sync_only_while_its_host_is_linked(HostLinkState link, bool behind, LeaseState expected)
    {
        var fleet = new TestFleet().Host("v1", link).Network("blue", "10.100.0.0/16", members: ["v1"], behind: behind ? ["v1"] : []).Snapshot();

        Assert.Equal(expected, fleet.Networks[0].Leases[0].State(fleet.Hosts[0]));
    }

    [Fact]
    public void Lease_of_nobody_is_reserved()
    {
        var fleet = new TestFleet().Network("blue", "10.100.0.0/16", reserved: ["v9"]).Snapshot();

        Assert.Equal(LeaseState.Reserved, fleet.Networks[0].Leases[0].State(null));
        Assert.Equal(Tone.Quiet, LeaseState.Reserved.Tone());
    }

    [Fact]
    public void Lease_whose_holder_is_not_known_is_never_green()
    {
        var fleet = TestFleet.Lab().Snapshot();

        Assert.Equal(LeaseState.Down, fleet.Networks[0].Leases[0].State(null));
    }

    [Theory]
    [InlineData(HostLinkState.Linked, 0, Tone.Good, "Linked")]
    [InlineData(HostLinkState.Linked, 1, Tone.Bad, "Linked, 1 problem")]
    [InlineData(HostLinkState.Linked, 2, Tone.Bad, "Linked, 2 problems")]
    [InlineData(HostLinkState.Down, 0, Tone.Bad, "Down")]
    [InlineData(HostLinkState.NeverSeen, 0, Tone.Bad, "Never seen")]
    public void Host_is_green_only_when_linked_and_without_problems(HostLinkState link, int problems, Tone tone, string words)
    {
        var host = new TestFleet().Host("v1", link, [.. Enumerable.Range(1, problems).Select(number => $"problem {number}")]).Snapshot().Hosts[0];

        Assert.Equal((tone, words), (host.Tone(), host.Words()));
    }

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(4, "just now")]
    [InlineData(59.9, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(3600, "1 h ago")]
    [InlineData(86399, "23 h ago")]
    [InlineData(86400, "1 day ago")]
    [InlineData(86400 * 3, "3 days ago")]
    public void Ago_is_told_as_a_person_says_it(double seconds, string expected) =>
        Assert.Equal(expected, Ago.Text(TestFleet.Now.AddSeconds(-seconds), TestFleet.Now));
}
