using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Services;

/// <summary>Looks for single elements of a table of services, by <c>nft get element</c>: it costs the same however many there are.</summary>
internal sealed class ElementProbe(NetworkNamespace host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until an element is there, looking again at once or after a while.</summary>
    public async Task HasAsync(string map, string key, TimeSpan between = default)
    {
        using var limit = new CancellationTokenSource(Patience);
        string[] get = ["get", "element", "inet", "cloudnet-services", map, $"{{ {key} }}"];
        while ((await host.TryAsync("nft", get)).Status != 0) await Task.Delay(between, limit.Token);
    }

    /// <summary>What a look costs by itself, ms.</summary>
    public async Task<double> LookAsync(string map, string key)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await HasAsync(map, key);
        return System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
