using System.Diagnostics;
using System.Net;
using CloudNet.Benchmarks.Figures;
using CloudNet.Benchmarks.Peers;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd;

namespace CloudNet.Benchmarks.Services;

/// <summary>
/// One agent, as it is shipped, with many services of two backends each: all of them at once, one more, a backend more, and a start with nothing changed; and
/// the same as a chain a service, by <c>nft -f</c>. Then what a connection by a service costs, beside one to the container itself.
/// </summary>
internal sealed class ServicesBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Port = 8080;
    private const int Times = 3;
    private const int More = 20;
    private const int Calls = 3000;
    private static readonly StreamName Stream = StreamName.OfServices(ManyPeers.Network);
    private static readonly StreamName Workloads = StreamName.OfWorkloads(ManyPeers.Network);

    public async Task RunAsync()
    {
        foreach (var services in new[] { 100, 1_000, 10_000 }) await MeasureAsync(services);
    }

    private async Task MeasureAsync(int services)
    {
        progress.WriteLine($"{services} services: {Times} times all, {More} times one more, {Times} starts …");
        await using var lab = await Lab.CreateAsync();
        var host = await lab.PlugAsync("v1", ManyPeers.Underlay);
        using var controller = new StandInController(lab.ControllerSide, new(Lab.ControllerAddress, Port));
        var (agent, probe, hand) = (new MeasuredAgent(lab, host), new ElementProbe(host), await HandChains.CreateAsync(lab));
        await agent.EnrolAsync(new($"http://{Lab.ControllerAddress}:{Port}/"));
        await FullAsync(agent, controller, probe, hand, services);
        await OneMoreAsync(controller, probe, hand, services);
        await ConnectionsAsync(lab, agent, probe, services);
        await RestartAsync(agent, controller, services);
        figures.Write(new($"services_{services}_rss_mb", await Memory.SettledKbAsync(agent.Process) / 1e3, "MB"));
        await agent.KillAsync();
    }

    // From the frame that brings the services to the last one's element, with nothing in the kernel.
    private async Task FullAsync(MeasuredAgent agent, StandInController controller, ElementProbe probe, HandChains hand, int services)
    {
        List<double> times = [];
        // Before the agent: a link on which nothing is said for so long is taken for dead.
        var theirs = await hand.AddAsync(1, services);
        for (var time = 0; time < Times; time++)
        {
            if (time > 0)
            {
                await agent.KillAsync();
                await agent.ForgetAsync();
            }
            agent.Start();
            await controller.WelcomeAsync();
            await controller.SendAsync(new Snapshot(ManyPeers.Host.Stream, 1, ManyPeers.Host));
            await controller.SendAsync(new Snapshot(ManyServices.Network.Stream, 1, ManyServices.Network));
            await controller.SendAsync(new Snapshot(Workloads, 1, ManyServices.Workloads(services)));
            await controller.AppliedAsync(ManyServices.Network.Stream, 1);
            var snapshot = new Snapshot(Stream, 1, ManyServices.Services(services));
            var began = Stopwatch.GetTimestamp();
            await controller.SendAsync(snapshot);
            await probe.HasAsync("ip-services", $"{ManyServices.Vip(services)} . tcp . 80");
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await controller.AppliedAsync(Stream, 1);
        }
        figures.Write(new($"services_{services}_full_s", Percentiles.At(times, 0.5), "s", theirs / 1000));
    }

    // From the frame that brings the service, or a third backend of one, to its element; less what a look for it takes.
    private async Task OneMoreAsync(StandInController controller, ElementProbe probe, HandChains hand, int services)
    {
        var (service, backend, theirs, look) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var more = 1; more <= More; more++)
        {
            var number = services + more;
            await controller.SendAsync(new Delta(Workloads, (2 * more) - 1, 2 * more, [ManyServices.Backend(number, 0), ManyServices.Backend(number, 1)]));
            await Task.Delay(TimeSpan.FromSeconds(0.5)); // It has read the table again after the one before.
            service.Add(await SeenAsync(controller, new Delta(Stream, more, more + 1, [new ServiceSet(ManyServices.Id(number), ManyServices.Service(number))]),
                () => probe.HasAsync("ip-services", $"{ManyServices.Vip(number)} . tcp . 80")));
            theirs.Add(await hand.AddAsync(number, 1));
            look.Add(await probe.LookAsync("ip-services", $"{ManyServices.Vip(number)} . tcp . 80"));
            backend.Add(await SeenAsync(controller, new Delta(Workloads, 2 * more, (2 * more) + 1, [ManyServices.Backend(number, 2)]),
                () => probe.HasAsync("ip-backends-2", $"{ManyServices.Vip(number)} . tcp . 80")));
        }
        var own = Percentiles.At(look, 0.5);
        figures.Write(new($"services_{services}_one_more_ms", Percentiles.At(service, 0.5) - own, "ms", Percentiles.At(theirs, 0.5)));
        figures.Write(new($"services_{services}_backend_one_more_ms", Percentiles.At(backend, 0.5) - own, "ms", Percentiles.At(theirs, 0.5)));
    }

    private static async Task<double> SeenAsync(StandInController controller, Delta delta, Func<Task> seen)
    {
        var began = Stopwatch.GetTimestamp();
        await controller.SendAsync(delta);
        await seen();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task ConnectionsAsync(Lab lab, MeasuredAgent agent, ElementProbe probe, int services)
    {
        var (client, server) = (await lab.NamespaceAsync("client"), await lab.NamespaceAsync("server"));
        await agent.AttachAsync(client, "client");
        var address = await agent.AttachAsync(server, "server", ("service", "real"));
        await probe.HasAsync("ip-services", "10.255.255.1 . tcp . 80");
        using var calls = new VipCalls(client, server, Port);
        var (direct, byVip) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 6; turn++)
        {
            direct.AddRange(calls.Connect(new(address, Port), Calls / 6));
            byVip.AddRange(calls.Connect(IPEndPoint.Parse("10.255.255.1:80"), Calls / 6));
        }
        figures.Write(new($"vip_{services}_first_packet_p99_us", Percentiles.At(byVip, 0.99), "us", Percentiles.At(direct, 0.99)));
        figures.Write(new($"vip_{services}_connections", Calls / byVip.Sum() * 1e6, "/s", Calls / direct.Sum() * 1e6));
    }

    // From the start of the process to its word that the kernel is as the views that it had saved.
    private async Task RestartAsync(MeasuredAgent agent, StandInController controller, int services)
    {
        List<double> times = [];
        await agent.ShowsAsync($"service {services + More} ");
        for (var time = 0; time < Times; time++)
        {
            await agent.KillAsync();
            var began = Stopwatch.GetTimestamp();
            agent.Start();
            await controller.WelcomeAsync();
            await controller.AppliedAsync(Stream, More + 1);
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        figures.Write(new($"services_{services}_restart_s", Percentiles.At(times, 0.5), "s"));
    }
}
