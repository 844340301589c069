using System.Collections.Immutable;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan.Health;

/// <summary>
/// Which workloads of this host are checked for which services, and how they fare. A workload that comes, or that a service comes to select, does not serve
/// until it was found to; one that served when its service got a check goes on until it is found not to. No I/O and no clock; safe from any thread.
/// </summary>
internal sealed class HealthBook
{
    private readonly Lock guard = new();
    private readonly Dictionary<NetworkId, CheckedServices> services = [];
    private Dictionary<(WorkloadId Workload, ServiceId Service), (CheckedBackend Backend, CheckState State)> all = [];
    private Dictionary<WorkloadId, WorkloadReport> known = [];
    private bool isFirst = true;

    /// <summary>All that are checked.</summary>
    public IReadOnlyList<(CheckedBackend Backend, CheckState State)> All
    {
        get
        {
            lock (guard) return [.. all.Values];
        }
    }

    /// <summary>How one fares; null where it is not checked.</summary>
    public CheckState? StateOf((WorkloadId Workload, ServiceId Service) key)
    {
        lock (guard) return all.TryGetValue(key, out var one) ? one.State : null;
    }

    /// <summary>Takes the workloads that are attached, and what is known of services.</summary>
    /// <returns>The same workloads, with the checks that they fail.</returns>
    public ImmutableArray<WorkloadReport> Take(ImmutableArray<WorkloadReport> workloads, ViewSet views)
    {
        lock (guard)
        {
            Dictionary<(WorkloadId, ServiceId), (CheckedBackend, CheckState)> now = [];
            Dictionary<NetworkId, ServicesView?> before = services.ToDictionary(one => one.Key, one => (ServicesView?)one.Value.View);
            foreach (var workload in workloads)
            {
                foreach (var (id, service) in Of(workload.Network, views)?.Selecting(workload.Labels) ?? [])
                {
                    var backend = new CheckedBackend(
                        (workload.Id, id), workload.Network, workload.Name, [.. workload.Addresses], service.Name, service.HealthCheck!);
                    now[backend.Key] = (backend, all.TryGetValue(backend.Key, out var old) ? old.State : First(workload, id, before, views));
                }
            }
            (all, known, isFirst) = (now, workloads.ToDictionary(workload => workload.Id), false);
            var failing = all.Where(one => !one.Value.State.IsPassing)
                .ToLookup(one => one.Key.Workload, one => new FailingCheck(one.Key.Service, one.Value.State.Reason));
            return [.. workloads.Select(workload => failing.Contains(workload.Id) ? workload with { Failing = Bounded(failing[workload.Id]) } : workload)];
        }
    }

    /// <summary>Takes what came of a check.</summary>
    /// <param name="of">What was checked; where it is another by now, or is gone, nothing comes of it.</param>
    /// <param name="problem">Why it failed; null: it went well.</param>
    /// <returns>Whether it is now held to serve, or not, and was not before.</returns>
    public bool Finish(CheckedBackend of, string? problem)
    {
        lock (guard)
        {
            if (!all.TryGetValue(of.Key, out var one) || one.Backend.Check != of.Check) return false;
            var next = one.State.After(problem, of.Check);
            all[of.Key] = (one.Backend, next);
            return next.IsPassing != one.State.IsPassing || (!next.IsPassing && next.Reason != one.State.Reason);
        }
    }

    // What is not known of a network keeps what was known of it.
    private CheckedServices? Of(NetworkId network, ViewSet views)
    {
        if (views.ServicesOf(network) is not { } view) return services.GetValueOrDefault(network);
        if (services.TryGetValue(network, out var had) && ReferenceEquals(had.View, view)) return had;
        return services[network] = new(view);
    }

    private CheckState First(WorkloadReport workload, ServiceId service, Dictionary<NetworkId, ServicesView?> before, ViewSet views)
    {
        // After a start: as it was told of before.
        if (isFirst)
            return views.WorkloadsOf(workload.Network)?.Of(views.Self).GetValueOrDefault(workload.Id) is not { } told ? CheckState.New
                : !told.Failing.IsDefaultOrEmpty && told.Failing.Contains(service) ? CheckState.Failing
                : CheckState.Passing;
        var wasSelected = known.TryGetValue(workload.Id, out var was)
            && before.GetValueOrDefault(workload.Network)?.Services.GetValueOrDefault(service)?.Selects(was.Labels) == true;
        return wasSelected ? CheckState.Passing : CheckState.New;
    }

    private static FailingCheck[] Bounded(IEnumerable<FailingCheck> failing) => [.. failing.OrderBy(check => check.Service).Take(HealthCheckBounds.Failing)];
}
