using System.Collections.Immutable;
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
    private ImmutableHashSet<string> links = [];
    private List<TaskCompletionSource<PassResult>> waiting = [];

    /// <summary>Called with each reason.</summary>
    public Wake Wake { get; } = new();

    /// <summary>Whether the views or attachments changed since the last look.</summary>
    public bool HasInput
    {
        get { lock (changing) return (reasons & (PassReason.Input | PassReason.Workload)) != 0; }
    }

    /// <summary>Look again, for this reason.</summary>
    public void Call(PassReason reason)
    {
        lock (changing) reasons |= reason;
        Wake.Call();
    }

    /// <summary>Look again at a workload's link, for this reason.</summary>
    public void Call(PassReason reason, string link)
    {
        lock (changing) (reasons, links) = (reasons | reason, links.Add(link));
        Wake.Call();
    }

    /// <summary>Look at all again, and tell what was found.</summary>
    public Task<PassResult> AskAsync() => Ask(() => Call(PassReason.Input));

    /// <summary>Look at a workload's link again, which was attached or detached, and tell what was found.</summary>
    public Task<PassResult> AskAsync(string link) => Ask(() => Call(PassReason.Workload, link));

    /// <summary>Takes all reasons and all who wait; what comes after is for the next look.</summary>
    public (PassCall Call, IReadOnlyList<TaskCompletionSource<PassResult>> Waiting) Take()
    {
        lock (changing)
        {
            var taken = (new PassCall(reasons, links), waiting);
            (reasons, links, waiting) = (PassReason.None, [], []);
            return taken;
        }
    }

    private Task<PassResult> Ask(Action call)
    {
        var answer = new TaskCompletionSource<PassResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (changing) waiting.Add(answer);
        call();
        return answer.Task;
    }
}
