namespace CloudNet.Controller.Gathering;

/// <summary>
/// Lets work that many ask for at once be done together: group commit. What comes while a batch of the same key is being done
/// waits, and is the next batch; so one that comes alone is done at once, and under load a batch grows until the work keeps up.
/// A batch that fails is done once more, each item by itself, so that no caller suffers from another's fault.
/// </summary>
/// <typeparam name="TKey">What is done together.</typeparam>
/// <typeparam name="TItem">What each caller asks.</typeparam>
/// <typeparam name="TResult">What each caller gets.</typeparam>
/// <param name="most">Most items of a batch.</param>
/// <param name="work">Does a batch; a result for each item, in order. It goes on when callers have left.</param>
public sealed class Gathered<TKey, TItem, TResult>(int most, Func<TKey, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> work)
    where TKey : notnull
{
    private readonly Lock changing = new();
    private readonly Dictionary<TKey, Queue<Waiting>> queues = [];

    /// <summary>Has an item done with others of its key.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the item may be done all the same.</exception>
    public Task<TResult> DoAsync(TKey key, TItem item, CancellationToken cancel)
    {
        var waiting = new Waiting(item, new(TaskCreationOptions.RunContinuationsAsynchronously), cancel);
        lock (changing)
        {
            if (queues.TryGetValue(key, out var queue)) queue.Enqueue(waiting);
            else
            {
                queues.Add(key, new([waiting]));
                // It is the work of all who will come: nothing that goes along with the first one's flow (a deed, a trial) is theirs.
                using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => WorkAsync(key), CancellationToken.None);
            }
        }
        return waiting.Answer.Task.WaitAsync(cancel);
    }

    private async Task WorkAsync(TKey key)
    {
        while (Take(key) is { Count: > 0 } batch)
            if (!await TryAsync(key, batch) && batch.Count > 1)
                await Task.WhenAll(batch.Select(one => TryAsync(key, [one])));
    }

    // A key without waiters has no queue, and no one who works for it.
    private List<Waiting> Take(TKey key)
    {
        lock (changing)
        {
            var (queue, batch) = (queues[key], new List<Waiting>());
            while (batch.Count < most && queue.TryDequeue(out var waiting))
                if (!waiting.Cancel.IsCancellationRequested) batch.Add(waiting);
            if (batch.Count == 0) queues.Remove(key);
            return batch;
        }
    }

    private async Task<bool> TryAsync(TKey key, List<Waiting> batch)
    {
        try
        {
            var results = await work(key, [.. batch.Select(waiting => waiting.Item)]);
            for (var at = 0; at < batch.Count; at++) batch[at].Answer.SetResult(results[at]);
            return true;
        }
        catch (Exception fault)
        {
            if (batch is [var one]) one.Answer.TrySetException(fault);
            return false;
        }
    }

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Answer, CancellationToken Cancel);
}
