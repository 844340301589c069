using CloudNet.Benchmarks.Figures;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>What the rounds of one pair of containers came to.</summary>
internal sealed class Measured
{
    private readonly List<double> rates = [];
    private readonly List<double> costs = [];
    private readonly List<List<double>> latencies = [];

    /// <summary>TCP, Gbit/s; the median of the rounds.</summary>
    public double Rate => Percentiles.At(rates, 0.5);

    /// <summary>What a gigabyte took of the machine, in seconds of one core; the median of the rounds.</summary>
    public double Cpu => Percentiles.At(costs, 0.5);

    /// <summary>Small requests a second; the median of the rounds.</summary>
    public double PerSecond => Percentiles.At(latencies.Select(round => round.Count / round.Sum() * 1e6), 0.5);

    /// <summary>What a small request took, µs: a percentile of each round, and of these the median.</summary>
    public double Latency(double share) => Percentiles.At(latencies.Select(round => Percentiles.At(round, share)), 0.5);

    /// <summary>One more round.</summary>
    public async Task AddAsync(Ends ends, RequestResponse requests)
    {
        var (rate, cpu) = await Bulk.RunAsync(ends);
        rates.Add(rate);
        costs.Add(cpu);
        latencies.Add(requests.Run());
    }
}
