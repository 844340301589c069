using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>A hundred echoes a second from a workload to an address, until it is ended.</summary>
internal sealed partial class Talk : IAsyncDisposable
{
    private readonly string ended = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly Task<string> run;

    /// <summary>Begins.</summary>
    public Talk(NetworkNamespace from, string to) =>
        run = from.RunAsync($"ping -q -i 0.01 -w 120 {to} & p=$!; while [ ! -e {ended} ] && kill -0 $p; do sleep 0.05; done; sleep 0.2; kill -INT $p; wait $p || true");

    /// <summary>Ends; how many were sent, and how many came back.</summary>
    public async Task<(int Sent, int Received)> EndAsync()
    {
        await File.WriteAllTextAsync(ended, "");
        var counts = Counts().Match(await run);
        return (Number(counts.Groups[1]), Number(counts.Groups[2]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await File.WriteAllTextAsync(ended, "");
        await run;
        File.Delete(ended);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("(\\d+) packets transmitted, (\\d+) received")]
    private static partial Regex Counts();
}
