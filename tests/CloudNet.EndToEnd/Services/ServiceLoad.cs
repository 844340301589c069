using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Services;

/// <summary>Calls that go on at a steady rate while something happens, each a connection of its own. One that is not answered is a failure.</summary>
public sealed class ServiceLoad : IAsyncDisposable
{
    private const int Kept = 40;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> lately = new();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly NetworkNamespace from;
    private readonly IPEndPoint to;
    private readonly Task running;
    private int calls;

    private ServiceLoad(NetworkNamespace from, IPEndPoint to)
    {
        (this.from, this.to) = (from, to);
        running = RunAsync();
    }

    /// <summary>Fifty calls a second, from now on.</summary>
    public static ServiceLoad Start(NetworkNamespace from, IPEndPoint to) => new(from, to);

    /// <summary>Waits until a backend is among those that answered lately, or is no more.</summary>
    public Task SeesAsync(string backend, bool isThere) => Eventually.HoldsAsync($"{backend} {(isThere ? "answers" : "answers no more")}", async () =>
    {
        var before = Volatile.Read(ref calls);
        lately.Clear();
        while (Volatile.Read(ref calls) < before + Kept) await Task.Delay(Every);
        return lately.Contains(backend) == isThere;
    });

    /// <summary>Ends it: how many calls there were, and what went wrong with those that failed.</summary>
    public async Task<(int Calls, IReadOnlyCollection<string> Failures)> StopAsync()
    {
        await stop.CancelAsync();
        await running;
        return (calls, failures);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Every);
        var under = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                under.RemoveAll(call => call.IsCompleted);
                under.Add(CallAsync());
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(under);
        }
    }

    private async Task CallAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Longest);
            using var socket = from.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            await socket.ConnectAsync(to, limit.Token);
            using var reader = new StreamReader(new NetworkStream(socket));
            var answer = (await reader.ReadToEndAsync(limit.Token)).Trim();
            if (answer.Length == 0) failures.Enqueue("nothing was answered");
            lately.Enqueue(answer);
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            failures.Enqueue(fault.Message);
        }
        Interlocked.Increment(ref calls);
    }
}
