using System.Diagnostics;
using System.Threading.Channels;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Agent;

/// <summary>
/// Follows the agent's routes of a host by the kernel's own announcements, so that a measurement waits for an event and takes no
/// time from what it measures.
/// </summary>
internal sealed class RouteMonitor : IDisposable
{
    private const string Deleted = "Deleted ";
    private const string Ours = " proto 77 ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HashSet<string> present = [];
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Process monitor;

    private RouteMonitor(Process monitor)
    {
        this.monitor = monitor;
        monitor.OutputDataReceived += (_, line) => lines.Writer.TryWrite(line.Data ?? "");
        monitor.BeginOutputReadLine();
    }

    /// <summary>Starts to follow, and waits until the monitor hears: a route of its own is added until it is announced.</summary>
    public static async Task<RouteMonitor> StartAsync(NetworkNamespace host)
    {
        var start = new ProcessStartInfo("ip", ["-n", host.Name, "-N", "-o", "monitor", "route"]) { RedirectStandardOutput = true };
        var made = new RouteMonitor(Process.Start(start)!);
        do await host.RunAsync("ip", "route", "replace", "192.0.2.0/24", "dev", "lo");
        while (!made.lines.Reader.TryRead(out _));
        await host.RunAsync("ip", "route", "del", "192.0.2.0/24");
        foreach (var route in (await host.RunAsync("ip", "-N", "route", "show", "proto", "77")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            made.present.Add(Destination(route));
        return made;
    }

    /// <summary>Waits until there are as many of the agent's routes.</summary>
    public async Task HasAsync(int routes)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (present.Count != routes) Note(await lines.Reader.ReadAsync(limit.Token));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        monitor.Kill();
        monitor.Dispose();
    }

    private void Note(string line)
    {
        if (!line.Contains(Ours, StringComparison.Ordinal)) return;
        if (line.StartsWith(Deleted, StringComparison.Ordinal)) present.Remove(Destination(line[Deleted.Length..]));
        else present.Add(Destination(line));
    }

    private static string Destination(string route) => route[..route.IndexOf(' ')];
}
