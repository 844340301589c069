using CloudNet.Agent.State;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Collects reasons to look at the kernel, and those who wait for the outcome. Whoever asks gets the outcome of a look that
/// begins after he asked, so that what he changed before is in it.
/// </summary>
internal sealed class PassTriggers
{
    private readonly Lock changing = new();
    private PassReason reasons;
    private List<TaskCompletionSource<PassResult>> waiting = [];

    /// <summary>Called with each reason.</summary>
    public Wake Wake { get; } = new();

    /// <summary>Whether the views or attachments changed since the last look.</summary>
    public bool HasInput
    {
        get { lock (changing) return reasons.HasFlag(PassReason.Input); }
    }

    /// <summary>Look again, for this reason.</summary>
    public void Call(PassReason reason)
    {
        lock (changing) reasons |= reason;
        Wake.Call();
    }

    /// <summary>Look again, and tell what was found.</summary>
    public Task<PassResult> AskAsync()
    {
        var answer = new TaskCompletionSource<PassResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (changing) waiting.Add(answer);
        Call(PassReason.Input);
        return answer.Task;
    }

    /// <summary>Takes all reasons and all who wait; what comes after is for the next look.</summary>
    public (PassReason Reasons, IReadOnlyList<TaskCompletionSource<PassResult>> Waiting) Take()
    {
        lock (changing)
        {
            var taken = (reasons, waiting);
            (reasons, waiting) = (PassReason.None, []);
            return taken;
        }
    }
}
