using System.Diagnostics;
using System.Text;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>Takes down every frame that crosses a wire, to look for what should not be there.</summary>
internal sealed class Sniffer : IAsyncDisposable
{
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
        do
        {
            await Task.Delay(20);
            seen = await File.ReadAllBytesAsync(file);
        }
        while (seen.AsSpan().IndexOf(Encoding.ASCII.GetBytes(lastWord)) < 0);
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
