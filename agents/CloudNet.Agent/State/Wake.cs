using System.Threading.Channels;

namespace CloudNet.Agent.State;

/// <summary>
/// Tells one waiting worker to look again. Any number of calls before it looks are one: the worker reads the state itself,
/// so nothing is lost by that (by level, not by edge).
/// </summary>
internal sealed class Wake
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Look again. Never waits.</summary>
    public void Call() => calls.Writer.TryWrite(true);

    /// <summary>Waits for a call, and takes it.</summary>
    public async Task WaitAsync(CancellationToken stop) => await calls.Reader.ReadAsync(stop);

    /// <summary>Waits for a call at most this long; answers whether there was one.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
