using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CloudNet.Controller.Bus;

/// <summary>
/// Tells open pages of this replica to look again. It carries no data: a reader asks for what it may see, as itself. Each
/// reader has room for one signal, so a slow one costs nothing and misses nothing.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Channel<long>, byte> readers = new();
    private long count;

    /// <summary>Something changed.</summary>
    public void Signal()
    {
        var number = Interlocked.Increment(ref count);
        foreach (var reader in readers.Keys) reader.Writer.TryWrite(number);
    }

    /// <summary>Yields after each change; changes close together come as one.</summary>
    public async IAsyncEnumerable<long> SubscribeAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var signals = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        readers[signals] = 0;
        try
        {
            await foreach (var number in signals.Reader.ReadAllAsync(cancel)) yield return number;
        }
        finally
        {
            readers.TryRemove(signals, out _);
        }
    }
}
