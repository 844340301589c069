using System.Diagnostics;
using System.Text;
using CloudNet.Agent.Tests.Support;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>Takes down every frame that crosses a wire, to look for what should not be there.</summary>
internal sealed class Sniffer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly Process process;
    private readonly string file;

    private Sniffer(Process process, string file) => (this.process, this.file) = (process, file);

    /// <summary>Listens from here on.</summary>
    public static async Task<Sniffer> StartAsync(NetworkNamespace where, string link)
    {
        var file = Path.GetTempFileName();
        string[] line = ["nsenter", $"--net={where.Path}", "tcpdump", "--immediate-mode", "-Z", "root", "-i", link, "-s", "0", "-U", "-w", file];
        var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync() is { } said)
            if (said.Contains("listening on", StringComparison.Ordinal)) return new(process, file);
        throw new InvalidOperationException("tcpdump ended before it listened.");
    }

    /// <summary>Whether these letters were in any frame before one that holds the last word, which is waited for.</summary>
    public async Task<bool> SawAsync(string text, string lastWord)
    {
        byte[] seen;
        using var patience = new CancellationTokenSource(Within.Limit);
        while ((seen = await File.ReadAllBytesAsync(file, patience.Token)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(lastWord)) < 0)
            await Task.Delay(Pause, patience.Token);
        return seen.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
        File.Delete(file);
        return ValueTask.CompletedTask;
    }
}
