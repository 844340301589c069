using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CloudNet.EndToEnd.Namespaces;
using Xunit;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>
/// A ping that goes on while something happens: 50 packets a second, each with its number, so that every lost one shows.
/// A packet is lost when a later one was answered and it was not.
/// </summary>
public sealed partial class ContinuousPing
{
    private readonly Process process;
    private readonly Task reading;
    private readonly HashSet<int> answered = [];
    private readonly Lock guard = new();

    private ContinuousPing(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    public static ContinuousPing Start(NetworkNamespace from, IPAddress to)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", from.Name, "ping", "-D", "-n", "-i", "0.02", to.ToString()])
        {
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start) ?? throw new InvalidOperationException("ping did not start."));
    }

    public int Answered { get { lock (guard) return answered.Count; } }

    /// <summary>Waits until this many more packets came back: the path works now, and did while they were on it.</summary>
    public Task AnsweredMoreAsync(int packets = 10)
    {
        var goal = Answered + packets;
        return Eventually.HoldsAsync($"{packets} more pings are answered", () => Task.FromResult(Answered >= goal));
    }

    /// <summary>Ends it, and fails where one packet was lost.</summary>
    public async Task StopWithoutLossAsync()
    {
        await AnsweredMoreAsync();
        var lost = await StopAsync();
        Assert.True(lost.Count == 0, $"{lost.Count} of {answered.Max()} packets were lost: {string.Join(' ', lost.Take(50))}");
    }

    /// <summary>Ends it, and returns the numbers of the lost packets.</summary>
    public async Task<IReadOnlyList<int>> StopAsync()
    {
        process.Kill();
        await reading;
        return [.. Enumerable.Range(1, answered.DefaultIfEmpty().Max()).Except(answered)];
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Sequence().Match(line) is not { Success: true } match) continue;
            lock (guard) answered.Add(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"icmp_seq=(\d+) ttl=")]
    private static partial Regex Sequence();
}
