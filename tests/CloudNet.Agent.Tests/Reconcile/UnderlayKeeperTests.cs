using System.Net;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>An underlay address that goes away while the agent runs.</summary>
public sealed class UnderlayKeeperTests
{
    private static readonly ViewSet InBlue = ViewSet.Nothing(Sample.V1).With(new(1, Sample.HostView(Sample.Blue))).With(new(1, Sample.BlueView(1, 2)));
    private static readonly IPAddress Old = Sample.Underlay(1);
    private static readonly IPAddress Other = IPAddress.Parse("192.168.124.77");
    private static readonly HostFacts Moved = ReconcileRig.Facts with { UnderlayAddress = Other };
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task GuessedAddressThatIsAnother_IsSavedAndProgrammed()
    {
        await using var rig = await AwayAsync(ReconcileRig.Identity);
        await HasAsync(rig, Moved, guess: Other);
        await rig.UntilAsync(() => rig.Condition.Current.Problems.IsEmpty);
        Assert.Equal(ReconcileRig.Identity with { Underlay = Other }, rig.Self.Current);
        Assert.Equal(rig.Self.Current, rig.Saved);
        await rig.LookAsync();
        Assert.Equal(HostPlanner.Plan(Sample.V1, [.. InBlue.Networks], [], Moved).Desired, rig.Kernel.State);
        Assert.Equal(Other, Assert.Single(rig.Kernel.State.Links.OfType<VxlanLink>()).Local);
    }

    [Fact]
    public async Task NoOtherFound_KeepsAllAndSaysSo_UntilTheAddressIsThereAgain()
    {
        await using var rig = await AwayAsync(ReconcileRig.Identity);
        var said = Assert.Single(rig.Condition.Current.Problems, problem => problem.StartsWith("The underlay", StringComparison.Ordinal));
        Assert.Contains($"{Old} is on no link of this host any more, and the route to http://controller shows no other", said);
        Assert.Contains("cloudnet-agent enrol --controller http://controller --underlay ADDRESS", said);
        Assert.Equal(rig.Planned(), rig.Kernel.State);
        await HasAsync(rig, ReconcileRig.Facts, guess: null);
        await rig.UntilAsync(() => rig.Condition.Current.Problems.IsEmpty);
        Assert.Equal((ReconcileRig.Identity, ReconcileRig.Identity), (rig.Self.Current, rig.Saved));
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    [Theory]
    [InlineData("192.168.124.78", "192.168.124.77")] // Where the route leads out is none of this host's addresses.
    [InlineData("2001:db8::1", "2001:db8::1")]       // Its tunnels run over IPv4.
    public async Task UnfitGuess_IsNotTaken(string guess, string there)
    {
        await using var rig = await AwayAsync(ReconcileRig.Identity);
        await HasAsync(rig, ReconcileRig.Facts with { UnderlayAddress = IPAddress.Parse(there) }, IPAddress.Parse(guess));
        await rig.Keeper.LookAsync(CancellationToken.None);
        Assert.Equal((ReconcileRig.Identity, ReconcileRig.Identity), (rig.Self.Current, rig.Saved));
        Assert.Contains(rig.Condition.Current.Problems, problem => problem.Contains("shows no other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddressGivenByHand_IsNotGuessed_AndTheProblemSaysTheWayOut()
    {
        var given = ReconcileRig.Identity with { UnderlayGiven = true };
        await using var rig = await AwayAsync(given);
        await HasAsync(rig, Moved, guess: Other);
        await rig.Keeper.LookAsync(CancellationToken.None);
        Assert.Equal((given, given), (rig.Self.Current, rig.Saved));
        var said = Assert.Single(rig.Condition.Current.Problems, problem => problem.StartsWith("The underlay", StringComparison.Ordinal));
        Assert.Contains($"{Old}, which was given by hand, is on no link of this host", said);
        Assert.Contains("cloudnet-agent enrol --controller http://controller --underlay ADDRESS", said);
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    [Fact]
    public async Task AddressThatWasSavedMeanwhile_IsTaken()
    {
        await using var rig = new ReconcileRig(InBlue, clock);
        await rig.StartAsync();
        rig.Kernel.Facts = Moved;
        rig.Saved = ReconcileRig.Identity with { Underlay = Other, UnderlayGiven = true };
        var before = rig.Self.Moved;
        var now = await rig.Keeper.LookAsync(CancellationToken.None);
        Assert.Equal(rig.Saved, rig.Self.Current);
        Assert.Equal((true, false), (before.IsCancellationRequested, now.IsCancellationRequested));
        await rig.LookAsync();
        Assert.Equal(Other, Assert.Single(rig.Kernel.State.Links.OfType<VxlanLink>()).Local);
    }

    [Fact]
    public async Task EnrolmentThatGoesOn_IsNotWrittenOver()
    {
        await using var rig = new ReconcileRig(InBlue, clock);
        (rig.Kernel.Facts, rig.Guessed) = (Moved, Other);
        using (FolderLock.TryTake(rig.Folder.EnrolLock)!)
        {
            await rig.Keeper.LookAsync(CancellationToken.None);
            Assert.Equal((ReconcileRig.Identity, ReconcileRig.Identity), (rig.Self.Current, rig.Saved));
            Assert.Contains("an enrolment is writing", Assert.Single(rig.Condition.Current.Problems));
        }
        await rig.Keeper.LookAsync(CancellationToken.None);
        Assert.Equal(Other, rig.Saved.Underlay);
        Assert.Empty(rig.Condition.Current.Problems);
    }

    /// <summary>An agent in its network whose address is gone, which it has noticed.</summary>
    private async Task<ReconcileRig> AwayAsync(HostIdentity identity)
    {
        var rig = new ReconcileRig(InBlue, clock) { Saved = identity };
        await rig.StartAsync();
        await HasAsync(rig, null, null);
        await rig.UntilAsync(() => rig.Condition.Current.Problems.Any(problem => problem.StartsWith("The underlay", StringComparison.Ordinal)));
        return rig;
    }

    /// <summary>The host has another address now, or none, and the kernel says that something changed.</summary>
    private static async Task HasAsync(ReconcileRig rig, HostFacts? facts, IPAddress? guess)
    {
        (rig.Guessed, rig.Kernel.Facts) = (guess, facts);
        rig.Triggers.Call(PassReason.Kernel);
        await rig.LookAsync();
    }
}
