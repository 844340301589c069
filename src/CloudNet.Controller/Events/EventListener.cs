using CloudNet.Store.Events;
using Npgsql;

namespace CloudNet.Controller.Events;

/// <summary>
/// Listens for this replica, on one connection however many follow, to what the database says of new entries of the audit log, and
/// hands it to the <see cref="EventFeed"/>. While it does not hear, those who follow look by themselves every few seconds.
/// </summary>
internal sealed partial class EventListener(NpgsqlDataSource source, EventFeed feed, TimeProvider clock, ILogger<EventListener> log) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var wakeUps = await EventWakeUps.ListenAsync(source, stoppingToken);
                // What happened while nobody listened.
                feed.SignalAll();
                while (true)
                    foreach (var tenant in await wakeUps.WaitAsync(LongestWait, stoppingToken)) feed.Signal(tenant);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault.Message);
            }
            await Task.Delay(Retry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "listening for events stopped, and is tried again in a second: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
