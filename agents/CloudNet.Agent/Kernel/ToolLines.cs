using System.Diagnostics;

namespace CloudNet.Agent.Kernel;

/// <summary>A tool that goes on telling, line by line, until it is disposed of.</summary>
internal sealed class ToolLines : IAsyncDisposable
{
    private readonly Lock guard = new();
    private readonly List<(Func<string, bool> Is, TaskCompletionSource Heard)> waiting = [];
    private readonly Process process;
    private readonly Action<string> take;
    private readonly Task reading;
    private volatile string? ended;

    /// <summary>Reads what a tool prints.</summary>
    /// <param name="process">The tool, which is this one's from here on.</param>
    /// <param name="take">Called with each line, one after the other.</param>
    public ToolLines(Process process, Action<string> take)
    {
        (this.process, this.take) = (process, take);
        reading = ReadAsync();
    }

    /// <summary>What it said when it ended by itself; null while it runs.</summary>
    public string? Ended => ended;

    /// <summary>Waits for a line.</summary>
    public Task WaitAsync(Func<string, bool> isIt)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard) waiting.Add((isIt, heard));
        return heard.Task;
    }

    /// <summary>Ends the tool.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (guard)
            {
                take(line);
                foreach (var (isIt, heard) in waiting) if (isIt(line)) heard.TrySetResult();
            }
        }
        ended = (await process.StandardError.ReadToEndAsync()).Trim();
    }
}
