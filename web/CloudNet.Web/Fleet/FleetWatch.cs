using System.Threading.Channels;
using CloudNet.Web.SignIn;
using Microsoft.Extensions.Logging;

namespace CloudNet.Web.Fleet;

/// <summary>
/// Keeps one person's picture of the fleet fresh; one for each open dashboard.
/// <para>
/// Level-triggered: a change only says "look again", and looking always asks for everything. A look takes three questions to
/// the controller; there is at most one every <see cref="Pause"/>, however many changes come, and at least one every
/// <see cref="Beat"/>, since a host also falls silent without any change. A look that fails leaves the last picture standing
/// and says so in <see cref="IsStale"/>.
/// </para>
/// </summary>
public sealed partial class FleetWatch(IControllerClient client, TimeProvider clock, ILogger<FleetWatch> log) : IAsyncDisposable
{
    /// <summary>Shortest time between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <summary>Longest time between two looks.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task running = Task.CompletedTask;
    private bool started;
    private bool disposed;

    /// <summary>The last complete picture; null before the first.</summary>
    public FleetSnapshot? Current { get; private set; }

    /// <summary>Whether the newest look failed, so that <see cref="Current"/> may be out of date.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Whether the newest look found the person signed out: there is nothing more to see here.</summary>
    public bool IsSignedOut { get; private set; }

    /// <summary>Raised after every look, on no particular thread.</summary>
    public event Action? Changed;

    /// <summary>Begins to look; once begun, does nothing.</summary>
    public void Start()
    {
        if (started || disposed) return;
        started = true;
        running = Task.WhenAll(Task.Run(() => LookOnAsync(stop.Token)), Task.Run(() => ListenAsync(stop.Token)));
    }

    /// <summary>Asks for a look soon: something was just changed from here.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task LookOnAsync(CancellationToken cancel)
    {
        while (true)
        {
            await LookAsync(cancel);
            Changed?.Invoke();
            await Task.Delay(Pause, clock, cancel);
            await WokenOrDueAsync(cancel);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var hosts = await client.HostsAsync(cancel);
            var networks = await client.NetworksAsync(cancel);
            var workloads = await client.WorkloadsAsync(cancel);
            var expiring = await client.ExpiringLeasesAsync(cancel);
            Current = new FleetSnapshot(networks, hosts, workloads, clock.GetUtcNow(), expiring, await client.PowersAsync(cancel));
            (IsStale, IsSignedOut) = (false, false);
        }
        catch (SignedOutException)
        {
            IsSignedOut = true;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            IsStale = true;
            LogLookFailed(fault);
        }
    }

    private async Task WokenOrDueAsync(CancellationToken cancel)
    {
        // What is no longer waited for is cancelled: a reader left behind would take the next wake for itself.
        using var due = new CancellationTokenSource(Beat - Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, due.Token);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nothing was said to have changed: the slow look beneath.
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await foreach (var _ in client.ChangesAsync(cancel)) Wake();
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                LogListenFailed(fault);
            }

            await Task.Delay(Beat, clock, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard could not ask for hosts, networks and workloads; it shows the last answer and asks again")]
    private partial void LogLookFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard no longer hears of changes; it looks at intervals and listens again")]
    private partial void LogListenFailed(Exception fault);
}
