using CloudNet.Web.Fleet;
using CloudNet.Web.Tests.Fleets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Web.Tests.Fleet;

public sealed class FleetWatchTests : IAsyncDisposable
{
    private readonly MemoryController controller = new();
    private readonly FakeTimeProvider clock = new(TestFleet.Now);
    private readonly FleetWatch watch;
    private readonly SemaphoreSlim looked = new(0);

    public FleetWatchTests()
    {
        controller.Fleet = TestFleet.Lab().Snapshot();
        watch = new FleetWatch(controller, clock, NullLogger<FleetWatch>.Instance);
        watch.Changed += () => looked.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        looked.Dispose();
    }

    [Fact]
    public async Task Looks_at_once_when_started_and_only_once_however_often_it_is()
    {
        watch.Start();
        watch.Start();
        await looked.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["v1", "v2", "v3"], watch.Current!.Hosts.Select(host => host.Name));
        Assert.Equal(1, controller.Looks);
    }

    [Fact]
    public async Task Many_changes_close_together_are_one_look()
    {
        await FirstLookAsync();
        for (var change = 0; change < 100; change++) controller.Signal();

        await AdvanceUntilLookedAsync();
        Assert.Equal(2, controller.Looks);
        Assert.True(clock.GetUtcNow() - TestFleet.Now < FleetWatch.Beat, "the slow look came first");
    }

    [Fact]
    public async Task Looks_now_and_then_without_any_change()
    {
        await FirstLookAsync();

        await AdvanceUntilLookedAsync();
        Assert.Equal(2, controller.Looks);
    }

    [Fact]
    public async Task A_change_after_a_quiet_time_is_seen_as_fast_as_any()
    {
        await FirstLookAsync();
        for (var slow = 0; slow < 3; slow++) await AdvanceUntilLookedAsync();

        var before = clock.GetUtcNow();
        controller.Signal();
        await AdvanceUntilLookedAsync();
        Assert.True(clock.GetUtcNow() - before < FleetWatch.Beat / 2, $"seen after {clock.GetUtcNow() - before}");
    }

    [Fact]
    public async Task Failed_look_keeps_the_last_picture_and_says_so_until_one_succeeds()
    {
        await FirstLookAsync();
        controller.Fault = new IOException("connection refused");
        await AdvanceUntilLookedAsync();
        Assert.True(watch.IsStale);
        Assert.Equal(3, watch.Current!.Hosts.Count);

        controller.Fault = null;
        await AdvanceUntilLookedAsync();
        Assert.False(watch.IsStale);
    }

    [Fact]
    public async Task Asks_no_more_once_it_is_disposed()
    {
        await FirstLookAsync();
        await watch.DisposeAsync();

        controller.Signal();
        clock.Advance(FleetWatch.Beat * 10);
        Assert.Equal(1, controller.Looks);
    }

    private async Task FirstLookAsync()
    {
        watch.Start();
        await looked.WaitAsync(TestContext.Current.CancellationToken);
        await controller.HeardAsync(TestContext.Current.CancellationToken);
    }

    private Task AdvanceUntilLookedAsync() => clock.AdvanceUntilAsync(looked, FleetWatch.Pause, FleetWatch.Beat * 3);
}
