using System.Globalization;

namespace CloudNet.Benchmarks.Figures;

/// <summary>What the whole machine's cores have done: the kernel's own work for packets is no process's.</summary>
internal static class MachineCpu
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux of this architecture (proc_stat(5)).

    /// <summary>Seconds of one core that were not idle, since the machine's start.</summary>
    public static double BusySeconds()
    {
        // cpu user nice system idle iowait irq softirq steal …
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..8]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TicksPerSecond;
    }
}
