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
        run = from.RunAsync($"ping -i 0.01 -w 120 {to} & p=$!; while [ ! -e {ended} ] && kill -0 $p; do sleep 0.05; done; sleep 0.2; kill -INT $p; wait $p || true");

    /// <summary>Ends; how many were sent, and how many came back. One that was on its way when it ended counts as neither.</summary>
    public async Task<(int Sent, int Received)> EndAsync()
    {
        await File.WriteAllTextAsync(ended, "");
        var answered = Answers().Matches(await run).Select(match => Number(match.Groups[1])).ToHashSet();
        return (answered.DefaultIfEmpty().Max(), answered.Count);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await File.WriteAllTextAsync(ended, "");
        await run;
        File.Delete(ended);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("icmp_seq=(\\d+) ttl")]
    private static partial Regex Answers();
}
