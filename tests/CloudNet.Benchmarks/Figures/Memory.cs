using System.Globalization;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Figures;

/// <summary>How much memory a process holds.</summary>
internal static class Memory
{
    private const long Steady = 512;

    /// <summary>Resident memory, shared pages included; kB.</summary>
    public static long ResidentKb(ChildProcess process) => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..^3].Trim(),
        CultureInfo.InvariantCulture);

    /// <summary>Resident memory once it moves less than half a megabyte in a second, or after ten; kB.</summary>
    public static async Task<long> SettledKbAsync(ChildProcess process)
    {
        var last = ResidentKb(process);
        for (var second = 0; second < 10; second++)
        {
            await Task.Delay(1000);
            var now = ResidentKb(process);
            if (Math.Abs(now - last) < Steady) return now;
            last = now;
        }
        return last;
    }
}
