using CloudNet.Domain.Rollouts;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Rollouts;

/// <summary>
/// Looks each second after the networks that go from one way across to another. It makes no difference how many replicas look, nor which of them, or
/// whether the one that looked before is gone: where each stands is in the database.
/// </summary>
public sealed partial class RolloutKeeper(RolloutSteps steps, CloudNetStore store, TimeProvider clock, ILogger<RolloutKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Longer without the database, and hosts were not heard of either.
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);
    private DateTimeOffset from = clock.GetUtcNow();
    private DateTimeOffset lookedAt = clock.GetUtcNow();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TryAsync(() => LookAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        var running = await RolloutReads.RunningAsync(db, stopping);
        var now = clock.GetUtcNow();
        if (now - lookedAt > Gap) from = now;
        lookedAt = now;
        foreach (var (tenant, network) in running)
            await TryAsync(async () =>
            {
                var step = await steps.StepAsync(tenant, network, from, stopping);
                if (step is not RolloutStep.Wait) LogStep(log, network.ToString(), step.ToString());
            });
    }

    // One network's fault keeps no other waiting.
    private async Task TryAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "network {Network} goes on to another way across: {Step}")]
    private static partial void LogStep(ILogger log, string network, string step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking after rollouts failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
