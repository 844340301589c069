namespace CloudNet.Controller.Postgres;

/// <summary>
/// Starts the private PostgreSQL again when it dies, and stops it with the controller, also with one that never came up (its port
/// was taken).
/// </summary>
public sealed partial class PostgresSupervisor(PrivatePostgres postgres, TimeProvider clock, ILogger<PostgresSupervisor> log)
    : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stopping = new();
    private Task watching = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancel)
    {
        watching = WatchAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Last of all, when nothing uses the database any more.</summary>
    public async Task StoppedAsync(CancellationToken cancel)
    {
        await stopping.CancelAsync();
        await watching;
        await postgres.StopAsync(cancel);
    }

    /// <summary>A host whose start failed is disposed and never told to stop.</summary>
    public async ValueTask DisposeAsync() => await StoppedAsync(CancellationToken.None);

    private async Task WatchAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await postgres.ExitedAsync(stopping.Token);
                LogDied(log);
                await postgres.StartAsync(stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault.Message);
                await Task.Delay(Retry, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the private PostgreSQL ended; starting it again")]
    private static partial void LogDied(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "the private PostgreSQL could not be started, and is tried again in a second: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
