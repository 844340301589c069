using System.Diagnostics;
using CloudNet.Benchmarks.Controller;
using CloudNet.Benchmarks.Figures;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Benchmarks.Fanout;

/// <summary>
/// A thousand agents on one controller, all in one network: how long until all are linked and in sync, what a link costs in
/// memory, and the time from the request that changes the network to the last agent that has the change.
/// </summary>
internal sealed class FanoutBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Agents = 1000;
    private const int Changes = 100;
    private const int WarmUp = 10;

    public async Task RunAsync()
    {
        var state = Directory.CreateTempSubdirectory("cnbench-").FullName;
        File.SetUnixFileMode(state, (UnixFileMode)0b111_101_101);
        await using var controller = await BenchController.StartAsync(state);
        using var api = await controller.SignInAsync();
        var network = await api.CreateNetworkAsync(new("bench", "10.0.0.0/8", 24));
        var arrivals = new Arrivals(Agents);
        var agents = await EnrolAsync(api, network, arrivals);
        var before = await SettledAsync(controller);
        await LinkAsync(controller, agents, arrivals, Agents + 1);
        figures.Write(new("link_kb_per_agent", (await SettledAsync(controller) - before) / (double)Agents, "kB"));
        await ChangeAsync(api, arrivals);
        foreach (var agent in agents) agent.Dispose();
    }

    private async Task<List<SimulatedAgent>> EnrolAsync(ApiClient api, NetworkRecord network, Arrivals arrivals)
    {
        progress.WriteLine($"enrolling {Agents} hosts …");
        var key = await api.CreateKeyAsync(new("bench", Agents + 1, 60, ["bench"]));
        var agents = Enumerable.Range(0, Agents).Select(n => new SimulatedAgent($"h{n}", StreamName.Of(network.Id), arrivals)).ToList();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(agents.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (item, _) =>
            await item.Item.EnrolAsync(api, key.Secret, $"172.16.{item.Index / 250}.{item.Index % 250 + 1}"));
        figures.Write(new("enrol_1000_s", watch.Elapsed.TotalSeconds, "s"));
        using var changer = new SimulatedAgent("changer", StreamName.Of(network.Id), arrivals);
        await changer.EnrolAsync(api, key.Secret, "172.16.200.1");
        return agents;
    }

    /// <summary>Revision: 1 for the network itself and one for each host that joined, the changer included, makes 1,002.</summary>
    private async Task LinkAsync(BenchController controller, List<SimulatedAgent> agents, Arrivals arrivals, int joined)
    {
        progress.WriteLine($"linking {Agents} agents …");
        var all = arrivals.AllHaveAsync(joined + 1);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(agents, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (agent, cancel) =>
        {
            await agent.LinkAsync(controller.Address);
            _ = Task.Run(agent.ReadAsync, cancel);
        });
        await all.WaitAsync(TimeSpan.FromMinutes(2));
        figures.Write(new("link_1000_s", watch.Elapsed.TotalSeconds, "s"));
    }

    private async Task ChangeAsync(ApiClient api, Arrivals arrivals)
    {
        progress.WriteLine($"{Changes} changes, one after another …");
        var revision = Agents + 2L;
        var times = new List<double>();
        for (var change = 0; change < WarmUp + Changes; change++)
        {
            var all = arrivals.AllHaveAsync(++revision);
            var began = Stopwatch.GetTimestamp();
            await (change % 2 == 0 ? api.LeaveAsync("bench", "changer") : api.JoinAsync("bench", "changer"));
            await all.WaitAsync(TimeSpan.FromSeconds(30));
            if (change >= WarmUp) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        figures.Write(new("fanout_1000_p50_ms", Percentiles.At(times, 0.50), "ms"));
        figures.Write(new("fanout_1000_p99_ms", Percentiles.At(times, 0.99), "ms"));
    }

    /// <summary>Memory once it no longer moves much.</summary>
    private static async Task<long> SettledAsync(BenchController controller)
    {
        var last = controller.ResidentKb;
        for (var round = 0; round < 10; round++)
        {
            await Task.Delay(1000);
            var now = controller.ResidentKb;
            if (Math.Abs(now - last) < 512) return now;
            last = now;
        }
        return last;
    }
}
