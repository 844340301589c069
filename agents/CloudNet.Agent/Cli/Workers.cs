namespace CloudNet.Agent.Cli;

/// <summary>Workers side by side.</summary>
internal static class Workers
{
    /// <summary>
    /// Runs them until stopped. A worker only ends because it is stopped or has a bug; one that ends takes the others along, and its fault goes up.
    /// </summary>
    /// <param name="start">Starts them.</param>
    /// <param name="stop">Stops them.</param>
    public static async Task RunAsync(Func<CancellationToken, Task[]> start, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var workers = start(ending.Token);
        var first = await Task.WhenAny(workers);
        await ending.CancelAsync();
        await Task.WhenAll(workers).ContinueWith(_ => { }, TaskScheduler.Default);
        await first;
        stop.ThrowIfCancellationRequested();
    }
}
