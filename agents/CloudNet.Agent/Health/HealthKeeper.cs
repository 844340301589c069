using System.Collections.Immutable;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan.Health;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Health;

/// <summary>
/// The worker that checks the workloads of this host for the services that ask for it. What it finds is part of what is attached: this host's services heed
/// it at once, and the others hear of it with the next report.
/// </summary>
/// <param name="live">What is known.</param>
/// <param name="attachments">The workloads, with their namespaces.</param>
/// <param name="condition">Told of it.</param>
/// <param name="probe">Asks.</param>
/// <param name="log">Told of what changes.</param>
/// <param name="clock">Tells time.</param>
internal sealed class HealthKeeper(
    LiveViews live, LiveAttachments attachments, LiveCondition condition, HealthProbe probe, AgentLog log, TimeProvider clock)
{
    private const int AtOnce = 64;

    // One that just came serves as soon as it can, so it is asked more often until it does.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private bool isOther = true;
    private readonly HealthBook book = new();
    private readonly Wake wake = new();
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly Lock guard = new();
    private readonly Dictionary<(WorkloadId, ServiceId), DateTimeOffset> due = [];
    private readonly HashSet<(WorkloadId, ServiceId)> running = [];

    /// <summary>Checks until stopped. Called before any other worker starts.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        condition.HealthBy(workloads => book.Take(workloads, live.Current.Views));
        live.OnChange(Look);
        condition.OnWorkloads(Look);
        while (true)
        {
            if (Interlocked.Exchange(ref isOther, false)) condition.HealthIsOther();
            var next = Begin(book.All, stop);
            Warn();
            await wake.WaitAsync(next, clock, stop);
        }
    }

    // Other workloads or other services; what came of a check is told where it is found.
    private void Look()
    {
        Interlocked.Exchange(ref isOther, true);
        wake.Call();
    }

    // Begins what is due; answers how long there is nothing to do.
    private TimeSpan Begin(IReadOnlyList<(CheckedBackend Backend, CheckState State)> all, CancellationToken stop)
    {
        lock (guard)
        {
            var (now, next) = (clock.GetUtcNow(), clock.GetUtcNow() + TimeSpan.FromSeconds(HealthCheckBounds.IntervalSeconds));
            foreach (var gone in due.Keys.Except(all.Select(one => one.Backend.Key)).ToArray()) due.Remove(gone);
            foreach (var (backend, state) in all)
            {
                if (running.Contains(backend.Key)) continue;
                var interval = TimeSpan.FromSeconds(backend.Check.IntervalSeconds);
                var at = due[backend.Key] = due.TryGetValue(backend.Key, out var set) && set <= now + interval ? set : First(backend, state, now);
                if (at <= now && running.Add(backend.Key)) _ = Task.Run(() => CheckAsync(backend, stop), stop);
                else if (at < next) next = at;
            }
            return next > now ? next - now : TimeSpan.Zero;
        }
    }

    // Those that serve are spread over the interval, so that a thousand are not asked at once.
    private static DateTimeOffset First(CheckedBackend backend, CheckState state, DateTimeOffset now) => state.IsNew
        ? now
        : now + TimeSpan.FromSeconds(backend.Check.IntervalSeconds) * ((uint)backend.Key.GetHashCode() % 100 / 100.0);

    private async Task CheckAsync(CheckedBackend backend, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            // One that is detached by now is checked no more.
            var netns = attachments.Current.Entries.FirstOrDefault(entry => entry.Attachment.Id == backend.Key.Workload)?.Attachment.NetnsPath;
            var problem = netns is null ? "it was detached" : await probe.AskAsync(backend, netns, stop);
            if (book.Finish(backend, problem)) Tell(backend, problem);
        }
        finally
        {
            places.Release();
            Done(backend);
        }
    }

    private void Done(CheckedBackend backend)
    {
        lock (guard)
        {
            running.Remove(backend.Key);
            var isNew = book.StateOf(backend.Key)?.IsNew == true;
            var interval = TimeSpan.FromSeconds(backend.Check.IntervalSeconds);
            due[backend.Key] = clock.GetUtcNow() + (isNew && interval > Soon ? Soon : interval);
        }
        wake.Call();
    }

    private void Tell(CheckedBackend backend, string? problem)
    {
        if (problem is null) log.Info("health", $"{backend.Workload} serves {backend.Service}.");
        else log.Warn("health", $"{backend.Workload} does not serve {backend.Service}: {problem}.");
        condition.HealthIsOther();
    }

    // A service all of whose backends fail is an alarm, told by each host that has one of them.
    private void Warn()
    {
        var views = live.Current.Views;
        condition.Problems("health",
        [
            .. from one in book.All
               where one.State is { IsPassing: false, IsNew: false }
               group one by (one.Backend.Network, one.Backend.Key.Service) into of
               let services = views.ServicesOf(of.Key.Network)
               where services?.Services.ContainsKey(of.Key.Service) == true
                   && AllFail(of.Key.Service, services.Services[of.Key.Service], views.WorkloadsOf(of.Key.Network))
               orderby of.First().Backend.Service
               select Problem(of.First(), views.Network(of.Key.Network)?.Settings.Name ?? of.Key.Network.ToString()),
        ]);
    }

    private bool AllFail(ServiceId id, NetworkService service, WorkloadsView? told)
    {
        var own = condition.Current.Workloads ?? [];
        var others = told?.Hosts.Where(host => host.Key != live.Current.Views.Self).SelectMany(host => host.Value.Values) ?? [];
        return others.Where(workload => service.Selects(workload.Labels))
                .All(workload => workload.StateFor(id, service) is BackendState.Failing or BackendState.Away)
            && own.Where(workload => service.Selects(workload.Labels)).All(workload => workload.Failing?.Any(check => check.Service == id) == true);
    }

    private static string Problem((CheckedBackend Backend, CheckState State) one, string network) =>
        $"All backends of service {one.Backend.Service} of network {network} fail its health check; "
        + (one.Backend.Check.KeepAll ? "they get connections all the same. " : "connections to it are refused. ")
        + $"{one.Backend.Workload} here: {one.State.Reason}.";
}
