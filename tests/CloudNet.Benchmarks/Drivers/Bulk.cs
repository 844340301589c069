using System.Globalization;
using System.Text.Json;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>TCP as fast as it goes, by <c>iperf3</c>.</summary>
internal static class Bulk
{
    private const int Seconds = 2;

    /// <summary>Starts the answering end, and waits until it answers.</summary>
    public static async Task ListenAsync(Ends ends, string log)
    {
        ends.To.Start(log, ["iperf3", "-s"]);
        await Eventually.HoldsAsync($"iperf3 at {ends.Address} answers", async () => (await ends.From.TryAsync("iperf3", "-c", ends.Address.ToString(), "-n", "1K")).Status == 0);
    }

    /// <summary>Two seconds of it.</summary>
    /// <returns>The rate, Gbit/s, and what a gigabyte took of the machine's cores, in seconds of one core.</returns>
    public static async Task<(double Rate, double Cpu)> RunAsync(Ends ends)
    {
        var before = MachineCpu.BusySeconds();
        var report = await ends.From.RunAsync("iperf3", "-c", ends.Address.ToString(), "-t", Seconds.ToString(CultureInfo.InvariantCulture), "-J");
        var busy = MachineCpu.BusySeconds() - before;
        using var json = JsonDocument.Parse(report);
        var sum = json.RootElement.GetProperty("end").GetProperty("sum_received");
        return (sum.GetProperty("bits_per_second").GetDouble() / 1e9, busy / (sum.GetProperty("bytes").GetDouble() / 1e9));
    }
}
