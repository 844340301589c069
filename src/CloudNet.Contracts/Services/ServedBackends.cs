namespace CloudNet.Contracts.Services;

/// <summary>Which of a service's backends get connections that begin: one rule for every host, and for what people are shown. Pure.</summary>
public static class ServedBackends
{
    /// <summary>
    /// Those that are ready. Where none is, the service is not left without backends by mistake: those that drain and could serve still, as Kubernetes has it
    /// for terminating ones (KEP-1669); else those of hosts that are away, and, where the service keeps them, those that fail the check.
    /// </summary>
    /// <param name="backends">The backends.</param>
    /// <param name="stateOf">Tells what is known of one; unknown is ready here.</param>
    /// <param name="keepsFailing">Whether they stay where all fail.</param>
    public static IReadOnlyCollection<T> Of<T>(IReadOnlyCollection<T> backends, Func<T, BackendState> stateOf, bool keepsFailing)
    {
        List<T> ready = [], draining = [], failing = [], away = [];
        foreach (var backend in backends)
            (stateOf(backend) switch
            {
                BackendState.Draining => draining,
                BackendState.Failing => failing,
                BackendState.Away => away,
                _ => ready,
            }).Add(backend);
        return ready.Count > 0 ? ready
            : draining.Count > 0 ? draining
            : keepsFailing ? [.. failing, .. away]
            : away;
    }
}
