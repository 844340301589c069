using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Views;

/// <summary>Nothing that comes in makes a host forget, but for its own view that no longer lists a network.</summary>
public sealed class ViewIntakeTests
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);
    private static readonly StreamName GreenStream = StreamName.Of(Sample.Green);
    private static readonly StreamName GreenWorkloads = StreamName.OfWorkloads(Sample.Green);
    private static readonly ViewSet Nothing = ViewSet.Nothing(Sample.V1);
    private static readonly ViewSet InBlue = Nothing.With(new(3, Sample.HostView(Sample.Blue))).With(new(7, Sample.BlueView(1, 2)));

    [Fact]
    public void OlderSnapshot_ChangesNothing()
    {
        Assert.Same(InBlue, ViewIntake.Take(InBlue, new Snapshot(BlueStream, 6, Sample.BlueView())).Views);
        Assert.Same(InBlue, ViewIntake.Take(InBlue, new Snapshot(HostStream, 2, Sample.HostView())).Views);
    }

    [Fact]
    public void OutdatedCopy_IsReplacedByItsOwnRevisionAndByNoneBeforeIt()
    {
        var outdated = InBlue with { Outdated = [BlueStream] };
        Assert.Same(outdated, ViewIntake.Take(outdated, new Snapshot(BlueStream, 6, Sample.BlueView())).Views);
        Assert.Equal([new Follow(BlueStream, 0)], ViewIntake.Take(outdated, new Resync(BlueStream)).Answers);

        var whole = ViewIntake.Take(outdated, new Snapshot(BlueStream, 7, Sample.BlueView(1, 2, 3))).Views;
        Assert.Equal(Sample.BlueView(1, 2, 3), whole.Network(Sample.Blue));
        Assert.Equal(7, whole.WantedFrom(BlueStream));
        Assert.Same(whole, ViewIntake.Take(whole, new Snapshot(BlueStream, 7, Sample.BlueView(1))).Views);
    }

    [Fact]
    public void StreamThatIsNotFollowed_IsPassedOver()
    {
        var result = ViewIntake.Take(InBlue, new Snapshot(GreenStream, 1, Sample.GreenView(1)));
        Assert.Same(InBlue, result.Views);
        Assert.Empty(result.Answers);
        Assert.Empty(ViewIntake.Take(InBlue, new Delta(GreenStream, 1, 2, [])).Answers);
        Assert.Empty(ViewIntake.Take(InBlue, new Resync(GreenStream)).Answers);
        Assert.Same(InBlue, ViewIntake.Take(InBlue, new Snapshot(StreamName.Of(Sample.V2), 9, Sample.HostView() with { Id = Sample.V2 })).Views);
    }

    [Fact]
    public void DeltaBeforeTheSnapshot_AsksForIt()
    {
        var joined = ViewIntake.Take(InBlue, new Delta(HostStream, 3, 4, [new HostNetworkAdded(Sample.Green)]));
        Assert.Equal([new Follow(GreenStream, 0), new Follow(GreenWorkloads, 0), new Follow(StreamName.OfServices(Sample.Green), 0),
            new Follow(StreamName.OfPolicies(Sample.Green), 0)], joined.Answers);
        Assert.Equal([new Follow(GreenStream, 0)], ViewIntake.Take(joined.Views, new Delta(GreenStream, 5, 6, [])).Answers);
    }

    [Fact]
    public void Resync_IsAnsweredWithTheRevisionHad() =>
        Assert.Equal([new Follow(BlueStream, 7)], ViewIntake.Take(InBlue, new Resync(BlueStream)).Answers);

    [Fact]
    public void HostViewThatWasLost_ComesBackWithoutAskingForNetworksAgain()
    {
        var lost = InBlue with { Copies = InBlue.Copies.Remove(HostStream) };
        Assert.Equal([new(HostStream, 0), new(BlueStream, 7),
            new(StreamName.OfWorkloads(Sample.Blue), 0), new(StreamName.OfServices(Sample.Blue), 0), new(StreamName.OfPolicies(Sample.Blue), 0)], lost.Wanted);
        var back = ViewIntake.Take(lost, new Snapshot(HostStream, 3, Sample.HostView(Sample.Blue)));
        Assert.Empty(back.Answers);
        Assert.Equal(InBlue.Copies, back.Views.Copies);
    }

    [Fact]
    public void RemovedHost_IsInNoNetwork() =>
        Assert.Null(ViewIntake.Take(InBlue, new Delta(HostStream, 3, 4, [new HostRemoved()])).Views.Network(Sample.Blue));

    [Fact]
    public void Workloads_go_with_their_network()
    {
        var views = InBlue.With(new(2, Sample.WorkloadsView(Sample.Blue, (2, "10.100.2.2"))));
        Assert.Equal([new(HostStream, 3), new(BlueStream, 7),
            new(StreamName.OfWorkloads(Sample.Blue), 2), new(StreamName.OfServices(Sample.Blue), 0), new(StreamName.OfPolicies(Sample.Blue), 0)], views.Wanted);
        Assert.True(views.HasSameNetworksAs(InBlue));
        Assert.True(views.HasSameSegmentsAs(InBlue));
        Assert.True(InBlue.IsComplete);
        var left = ViewIntake.Take(views, new Delta(HostStream, 3, 4, [new HostNetworkRemoved(Sample.Blue)]));
        Assert.Equal(
            [BlueStream, StreamName.OfWorkloads(Sample.Blue), StreamName.OfServices(Sample.Blue), StreamName.OfPolicies(Sample.Blue)],
            left.Answers.Cast<Unfollow>().Select(answer => answer.Stream));
        Assert.Null(left.Views.WorkloadsOf(Sample.Blue));
    }

    [Fact]
    public void Services_make_a_difference_to_what_is_built_where_there_are_the_first_or_none()
    {
        static View Of(params NetworkService[] services) => Services.Served.Services(services) with { Network = Sample.Blue };
        var (none, one) = (InBlue.With(new(1, Of())), InBlue.With(new(2, Of(Services.Served.WebService))));
        Assert.True(none.HasSameNetworksAs(InBlue) && none.HasSameRuledAs(InBlue));
        Assert.True(one.HasSameNetworksAs(none));
        Assert.False(one.HasSameRuledAs(none));
        var two = one.With(new(3, Of(Services.Served.WebService, Services.Served.WebService)));
        Assert.True(two.HasSameRuledAs(one));
        Assert.Null(ViewIntake.Take(one, new Delta(HostStream, 3, 4, [new HostNetworkRemoved(Sample.Blue)])).Views.ServicesOf(Sample.Blue));
    }

    [Fact]
    public void Policies_make_a_difference_to_what_is_built_where_there_are_the_first_or_none()
    {
        static View Of(PolicyDefault ingress, params NetworkPolicy[] policies) =>
            Policies.Policed.Policies(policies) with { Network = Sample.Blue, Defaults = new(ingress, PolicyDefault.Allow) };
        var (none, one) = (InBlue.With(new(1, Of(PolicyDefault.Allow))), InBlue.With(new(2, Of(PolicyDefault.Allow, Policies.Policed.WebToDb))));
        Assert.True(none.HasSameNetworksAs(InBlue) && none.HasSameRuledAs(InBlue) && one.HasSameNetworksAs(none));
        Assert.False(one.HasSameRuledAs(none));
        Assert.False(one.HasSameRulesAs(none));
        Assert.True(InBlue.With(new(2, Of(PolicyDefault.Deny))).HasSameRuledAs(one));
        Assert.Null(ViewIntake.Take(one, new Delta(HostStream, 3, 4, [new HostNetworkRemoved(Sample.Blue)])).Views.PoliciesOf(Sample.Blue));
    }

    [Theory]
    [InlineData(NetworkDriver.Bridge, false)]
    [InlineData(NetworkDriver.Gre, true)]
    [InlineData(NetworkDriver.Vxlan, true)]
    public void Those_of_a_bridge_make_a_difference_to_what_is_built(NetworkDriver driver, bool isSame)
    {
        var before = InBlue.With(new(8, Sample.BlueView(1, 2) with { Settings = Sample.BlueView().Settings with { Driver = driver } }));
        Assert.False(before.HasSameNetworksAs(InBlue));
        var told = before.With(new(2, Sample.WorkloadsView(Sample.Blue, (2, "10.100.2.2"))));
        Assert.True(told.HasSameNetworksAs(before));
        Assert.Equal(isSame, told.HasSameSegmentsAs(before));
    }

    private static readonly LinkMessage[] Contradictions =
    [
        new Snapshot(BlueStream, 8, Sample.GreenView(1)),
        new Snapshot(BlueStream, 0, Sample.BlueView(1)),
        new Delta(BlueStream, 7, 7, []),
        new Delta(BlueStream, -1, 8, []),
        new Delta(BlueStream, 7, 8, [new HostNetworkRemoved(Sample.Blue)]),
        new Welcome(1, 15),
        new Follow(BlueStream, 1),
    ];

    [Fact]
    public void Contradiction_IsRefused() =>
        Assert.All(Contradictions, message => Assert.Throws<InvalidDataException>(() => ViewIntake.Take(InBlue, message)));
}
