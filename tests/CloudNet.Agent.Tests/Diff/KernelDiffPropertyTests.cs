using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Diff;

/// <summary>What holds of the steps between any two states: done on the one they end in the other, and nothing is removed early.</summary>
public sealed class KernelDiffPropertyTests
{
    private static readonly Gen<KernelState> Planned =
        Gen.Select(Generated.Sound, Generated.Attachments, Gen.Bool, (networks, attachments, jumbo) => HostPlanner.Plan(
            Sample.Host(1), networks, attachments, DriverSample.Facts() with { UnderlayMtu = jumbo ? 9000 : 1500 }).Desired);

    [Fact]
    public Task The_steps_done_on_the_one_end_in_the_other() => Gen.Select(Planned, Planned).SampleAsync(async (a, b) =>
    {
        var kernel = new MemoryKernel(Sample.Facts()) { State = a };
        var result = await kernel.ApplyAsync(KernelDiff.Between(a, b), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        Assert.Equal(b with { Forwarding = KernelItems<IpForwarding>.Of(a.Forwarding.Concat(b.Forwarding)) }, kernel.State);
        Assert.Empty(KernelDiff.Between(kernel.State, b));
    }, iter: 5_000);

    [Fact]
    public Task What_is_left_after_things_were_taken_away_is_put_right() => Gen.Select(Planned, Gen.Int[0, 1 << 16]).SampleAsync(async (b, which) =>
    {
        var kernel = new MemoryKernel(Sample.Facts()) { State = b };
        var gone = KernelDiff.Between(b, KernelState.Empty).Where((_, at) => (which >> (at % 16) & 1) == 1);
        await kernel.ApplyAsync([.. gone], TestContext.Current.CancellationToken);
        var result = await kernel.ApplyAsync(KernelDiff.Between(kernel.State, b), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        Assert.Equal(b, kernel.State);
    }, iter: 5_000);

    [Fact]
    public void All_that_is_added_comes_before_anything_is_removed() => Gen.Select(Planned, Planned).Sample((a, b) =>
        KernelDiff.Between(a, b).SkipWhile(step => step.Verb != StepVerb.Remove).All(step => step.Verb == StepVerb.Remove));

    [Fact]
    public Task A_step_that_fails_leaves_the_rest_done() => Gen.Select(Planned, Planned).SampleAsync(async (a, b) =>
    {
        var kernel = new MemoryKernel(Sample.Facts()) { State = a };
        foreach (var route in b.Routes) kernel.ForeignRoutes.Add(route.Destination);
        await kernel.ApplyAsync(KernelDiff.Between(a, b), TestContext.Current.CancellationToken);
        kernel.ForeignRoutes.Clear();
        Assert.All(KernelDiff.Between(kernel.State, b), step => Assert.True(step is { Verb: StepVerb.Add, Item: KernelRoute }, step.Text));
        var result = await kernel.ApplyAsync(KernelDiff.Between(kernel.State, b), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        Assert.Empty(KernelDiff.Between(kernel.State, b));
    }, iter: 1_000);
}
