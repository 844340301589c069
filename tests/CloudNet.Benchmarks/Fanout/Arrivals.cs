namespace CloudNet.Benchmarks.Fanout;

/// <summary>Counts the agents that have a revision, or a newer one, and says when the last of them has it.</summary>
internal sealed class Arrivals
{
    private readonly Lock guard = new();
    private long waitedFor;
    private int missing;
    private TaskCompletionSource all = new();

    /// <summary>Begins to wait for a revision at so many agents.</summary>
    public Task AllHaveAsync(int agents, long revision)
    {
        lock (guard)
        {
            waitedFor = revision;
            missing = agents;
            all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return all.Task;
        }
    }

    /// <summary>One agent has a revision.</summary>
    public void Note(long revision)
    {
        lock (guard)
        {
            if (revision >= waitedFor && --missing == 0) all.TrySetResult();
        }
    }
}
