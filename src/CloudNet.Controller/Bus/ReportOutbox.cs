using CloudNet.Contracts.Hosts;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>
/// What gateways heard, on its way to the bus. It keeps one report a host, the newest, so that a bus that is away costs no
/// memory that grows, and a link never waits for it.
/// </summary>
public sealed partial class ReportOutbox(IBus bus, ILogger<ReportOutbox> log) : BackgroundService
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private readonly Lock guard = new();
    private readonly SemaphoreSlim filled = new(0, 1);
    private Dictionary<HostId, HostReported> waiting = [];

    /// <summary>Whether the bus did not take the last of them.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Puts a report in, over what is still waiting of the same host.</summary>
    public void Put(HostReported report)
    {
        lock (guard)
        {
            waiting[report.Host] = report.Over(waiting.GetValueOrDefault(report.Host));
            if (filled.CurrentCount == 0) filled.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await filled.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var taken = Take();
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                patience.CancelAfter(PublishTimeout);
                await bus.PublishBatch(taken.Values, patience.Token);
                IsBehind = false;
            }
            catch (Exception fault)
            {
                if (!stopping.IsCancellationRequested) LogFault(log, taken.Count, fault.Message);
                IsBehind = true;
                PutBack(taken);
            }
        }
    }

    private Dictionary<HostId, HostReported> Take()
    {
        lock (guard)
        {
            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    /// <summary>Newer reports that came meanwhile stay on top.</summary>
    private void PutBack(Dictionary<HostId, HostReported> taken)
    {
        lock (guard)
        {
            foreach (var (host, report) in taken)
                waiting[host] = waiting.TryGetValue(host, out var newer) ? newer.Over(report) : report;
            if (filled.CurrentCount == 0) filled.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "reports of {Count} hosts are kept back, as the bus did not take them: {Reason}")]
    private static partial void LogFault(ILogger log, int count, string reason);
}
