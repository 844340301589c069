using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.Benchmarks.Fanout;
using CloudNet.Benchmarks.Figures;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.Benchmarks.Labels;

/// <summary>
/// 10,000 workloads on a hundred simulated hosts, behind a thousand services, which change their labels 500 times a second for half a minute: each change moves
/// one from a service to another. Meanwhile containers of three real hosts change theirs, and are looked for in another one's kernel. In the end the
/// tables of all three have to hold what the labels alone say.
/// </summary>
internal sealed class LabelsBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Hosts = 100, OnEach = 100, Services = 1_000, PerSecond = 500;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30), Tick = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMinutes(3);
    private readonly Dictionary<string, IPAddress> vips = [];
    private readonly List<LabHost> real = [];
    private readonly List<LabelledHost> simulated = [];
    private readonly List<LabelProbe> probes = [];

    public async Task RunAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        await controller.Api.CreateNetworkAsync("blue", "10.0.0.0/8", "vxlan", subnetLength: 20);
        foreach (var name in (string[])["v1", "v2", "v3"])
        {
            real.Add(await lab.MachineAsync(name));
            await real[^1].JoinAsync(controller, "blue");
        }
        foreach (var (at, host) in real.Index())
            probes.Add(await LabelProbe.AttachAsync(host, real[(at + 1) % real.Count], await lab.NamespaceAsync($"probe{at}")));
        await ServeAsync(controller.Api);
        using var stop = new CancellationTokenSource();
        var reporting = await ReportAsync(controller, stop.Token);
        figures.Write(new("labels_10000_full_s", (await SettledAsync()).TotalSeconds, "s"));
        await MeasureAsync();
        await stop.CancelAsync();
        await Task.WhenAll(reporting.Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        foreach (var host in simulated) host.Agent.Dispose();
        await controller.StopAsync();
    }

    // Two for each probe besides, which nobody else is behind.
    private async Task ServeAsync(ControllerApi api)
    {
        progress.WriteLine($"{Services} services …");
        var names = Enumerable.Range(0, Services).Select(NameOf)
            .Concat(probes.Index().SelectMany(one => (string[])[$"probe{one.Index}-0", $"probe{one.Index}-1"]));
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, _) =>
        {
            var made = await api.SendAsync<ServiceRecord>(HttpMethod.Post, "api/v1/networks/blue/services",
                new CreateService(name, [new(80, 8080)], new Dictionary<string, string> { [LabelledHost.Label] = name }));
            lock (vips) vips.Add(name, made.Addresses[0]);
        });
    }

    private async Task<IReadOnlyList<Task>> ReportAsync(LabController controller, CancellationToken stop)
    {
        progress.WriteLine($"{Hosts} hosts of {OnEach} workloads …");
        var key = await controller.Api.CreateKeyAsync("simulated", Hosts, "blue");
        using var connections = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = async (context, cancel) =>
        {
            var socket = controller.Socket();
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        } }, disposeHandler: false);
        var agents = Enumerable.Range(0, Hosts).Select(n => new SimulatedAgent($"s{n}", new IPAddress([172, 16, 0, (byte)(n + 1)]))).ToArray();
        foreach (var agent in agents) await agent.EnrolAsync(controller.Api, key.Secret);
        var leases = (await controller.Api.HostsAsync()).ToDictionary(host => host.Name, host => host.Leases[0]);
        foreach (var (number, agent) in agents.Index())
        {
            await agent.LinkAsync(controller.Url, connections);
            var (network, subnet) = (leases[agent.Name].NetworkId, leases[agent.Name].Subnet);
            _ = agent.ReadAsync(StreamName.Of(network), new());
            var host = new LabelledHost(agent, network, subnet, number, OnEach);
            for (var at = 0; at < OnEach; at++) host.Change(at, NameOf(((number * OnEach) + at) % Services));
            simulated.Add(host);
        }
        return [.. simulated.Select(host => host.RunAsync(stop))];
    }

    private async Task MeasureAsync()
    {
        progress.WriteLine($"{PerSecond} changes a second for {Long.TotalSeconds} s …");
        using var over = new CancellationTokenSource();
        var times = TimesAsync(over.Token);
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        var changes = 0;
        while (watch.Elapsed < Long)
        {
            await timer.WaitForNextTickAsync();
            for (; changes < watch.Elapsed.TotalSeconds * PerSecond; changes++) Change(changes);
        }
        figures.Write(new("label_changes_per_s", changes / watch.Elapsed.TotalSeconds, "1/s"));
        await over.CancelAsync();
        var seen = await times;
        figures.Write(new("label_settle_s", (await SettledAsync()).TotalSeconds, "s"));
        figures.Write(new("label_to_kernel_p50_ms", Percentiles.At(seen, 0.5), "ms"));
        figures.Write(new("label_to_kernel_p99_ms", Percentiles.At(seen, 0.99), "ms"));
        progress.WriteLine($"{seen.Count} labels of real containers were timed");
    }

    // From host to host in turn, and each workload in turn, so that no label is changed back at once.
    private void Change(int number)
    {
        var (host, at) = (number % Hosts, number / Hosts % OnEach);
        var round = (number / (Hosts * OnEach)) + 1;
        simulated[host].Change(at, NameOf(((host * OnEach) + at + (round * Services / 2)) % Services));
    }

    private async Task<IReadOnlyList<double>> TimesAsync(CancellationToken over)
    {
        List<double> times = [];
        for (var turn = 0; !over.IsCancellationRequested; turn++)
        {
            var at = turn % probes.Count;
            var service = $"probe{at}-{turn / probes.Count % 2}";
            times.Add(await probes[at].MoveAsync(service, vips[service]));
        }
        return times;
    }

    // Until every real host's table is what one made anew from the labels would be.
    private async Task<TimeSpan> SettledAsync()
    {
        var watch = Stopwatch.StartNew();
        var truth = ServedTable.Of(vips, simulated.SelectMany(host => host.Truth)
            .Concat(probes.Where(probe => probe.Service.Length > 0).Select(probe => (probe.Address, probe.Service))));
        foreach (var host in real)
            await Eventually.HoldsAsync($"the table of {host.Name} is as the labels say", async () => (await ServedTable.InAsync(host)).SetEquals(truth), Patience,
                () => host.Agent.Said());
        return watch.Elapsed;
    }

    private static string NameOf(int service) => string.Create(CultureInfo.InvariantCulture, $"s{service}");
}
