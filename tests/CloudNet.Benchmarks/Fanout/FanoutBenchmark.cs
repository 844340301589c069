using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CloudNet.Benchmarks.Figures;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.Benchmarks.Fanout;

/// <summary>
/// A thousand agents on one controller, all in one network: how long until all are linked and in sync, what one more link costs
/// in memory (the first hundred bring the code and the heap that any number needs), and how long a change takes: to its answer,
/// and to the last agent.
/// </summary>
internal sealed class FanoutBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Agents = 1000;
    private const int First = 100;
    private const int Changes = 100;
    private const int WarmUp = 10;

    public async Task RunAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        var network = await controller.Api.CreateNetworkAsync("bench", "10.0.0.0/8", "vxlan", subnetLength: 24);
        var arrivals = new Arrivals();
        var agents = await EnrolAsync(controller.Api);
        await LinkAsync(controller, StreamName.Of(network.Id), agents, arrivals);
        await ChangeAsync(controller.Api, arrivals);
        foreach (var agent in agents) agent.Dispose();
        await controller.StopAsync();
    }

    private async Task<List<SimulatedAgent>> EnrolAsync(ControllerApi api)
    {
        progress.WriteLine($"enrolling {Agents} hosts …");
        var key = await api.CreateKeyAsync("bench", Agents + 1, "bench");
        var agents = Enumerable.Range(0, Agents)
            .Select(n => new SimulatedAgent($"h{n}", new IPAddress([172, 16, (byte)(n / 250), (byte)(n % 250 + 1)]))).ToList();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(agents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (agent, _) => await agent.EnrolAsync(api, key.Secret));
        figures.Write(new("enrol_1000_s", watch.Elapsed.TotalSeconds, "s"));
        using var changer = new SimulatedAgent("changer", IPAddress.Parse("172.16.200.1"));
        await changer.EnrolAsync(api, key.Secret);
        return agents;
    }

    /// <summary>All are in sync at revision 1,002: one for the network itself, and one for each host that joined, the changer included.</summary>
    private async Task LinkAsync(LabController controller, StreamName network, List<SimulatedAgent> agents, Arrivals arrivals)
    {
        progress.WriteLine($"linking {Agents} agents …");
        using var connections = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = async (context, cancel) =>
        {
            var socket = controller.Socket();
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        } });
        var first = await SyncAsync(agents[..First]);
        var before = await Memory.SettledKbAsync(controller.Process);
        var rest = await SyncAsync(agents[First..]);
        figures.Write(new("link_1000_s", (first + rest).TotalSeconds, "s"));
        figures.Write(new("link_kb_per_agent", (await Memory.SettledKbAsync(controller.Process) - before) / (double)(Agents - First), "kB"));

        async Task<TimeSpan> SyncAsync(List<SimulatedAgent> some)
        {
            var all = arrivals.AllHaveAsync(some.Count, Agents + 2);
            var watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (agent, cancel) =>
            {
                await agent.LinkAsync(controller.Url, connections, network);
                _ = Task.Run(() => agent.ReadAsync(network, arrivals), cancel);
            });
            await all.WaitAsync(TimeSpan.FromMinutes(2));
            return watch.Elapsed;
        }
    }

    private async Task ChangeAsync(ControllerApi api, Arrivals arrivals)
    {
        progress.WriteLine($"{Changes} changes, one after another …");
        var revision = Agents + 2L;
        var (answers, times) = (new List<double>(), new List<double>());
        for (var change = 0; change < WarmUp + Changes; change++)
        {
            var all = arrivals.AllHaveAsync(Agents, ++revision);
            var began = Stopwatch.GetTimestamp();
            await (change % 2 == 0 ? api.LeaveAsync("bench", "changer") : api.JoinAsync("bench", "changer"));
            var answered = Stopwatch.GetElapsedTime(began);
            await all.WaitAsync(TimeSpan.FromSeconds(30));
            if (change < WarmUp) continue;
            answers.Add(answered.TotalMilliseconds);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        figures.Write(new("change_answer_p50_ms", Percentiles.At(answers, 0.50), "ms"));
        figures.Write(new("fanout_1000_p50_ms", Percentiles.At(times, 0.50), "ms"));
        figures.Write(new("fanout_1000_p99_ms", Percentiles.At(times, 0.99), "ms"));
    }
}
