using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

public sealed class StepBackoffTests
{
    private static readonly KernelStep One = Route("10.1.0.0/24");
    private static readonly KernelStep Two = Route("10.2.0.0/24");
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Failed_WaitsTwiceAsLongEachTime_UpToHalfAMinute()
    {
        var backoff = new StepBackoff(clock);
        var waits = new List<double>();
        for (var count = 0; count < 9; count++)
        {
            backoff.Tried([One], Failing(One), [One]);
            waits.Add((backoff.NextDue!.Value - clock.GetUtcNow()).TotalSeconds);
            Assert.Equal([Two], backoff.Due([One, Two]));
            clock.Advance(backoff.NextDue.Value - clock.GetUtcNow());
            Assert.Equal([One, Two], backoff.Due([One, Two]));
        }
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], waits);
    }

    [Fact]
    public void NoLongerNeeded_IsForgotten()
    {
        var backoff = new StepBackoff(clock);
        backoff.Tried([One], Failing(One), [One]);
        Assert.Single(backoff.Failures);
        backoff.Tried([One], ApplyResult.Done, []);
        Assert.Empty(backoff.Failures);
        Assert.Null(backoff.NextDue);
    }

    [Fact]
    public void DoneAndNeededStill_WaitsAsOneThatFailed()
    {
        var backoff = new StepBackoff(clock);
        backoff.Tried([One, Two], ApplyResult.Done, [One]);
        Assert.Equal(["ip route add 10.1.0.0/24 dev eth0 proto 77: done, and not so afterwards: is another program changing it?"], backoff.Failures.Select(failure => failure.ToString()));
        Assert.Equal([Two], backoff.Due([One, Two]));
    }

    private static KernelStep Route(string destination) => KernelStep.Add(new KernelRoute(IPNetwork.Parse(destination), null, "eth0"));

    private static ApplyResult Failing(KernelStep step) => new([new(step, step.Commands[0], "File exists")]);
}
