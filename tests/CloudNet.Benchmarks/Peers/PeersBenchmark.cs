using System.Diagnostics;
using CloudNet.Benchmarks.Agent;
using CloudNet.Benchmarks.Figures;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd;

namespace CloudNet.Benchmarks.Peers;

/// <summary>
/// One agent, as it is shipped, with many peers: all of them at once, one more, and a start with nothing changed; and the same entries by one batch
/// of <c>ip</c> and one of <c>bridge</c>, on a machine of their own.
/// </summary>
internal sealed class PeersBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Port = 8080;
    private const int Times = 5;
    private const int More = 30;
    private static readonly StreamName Stream = StreamName.Of(ManyPeers.Network);

    public async Task RunAsync()
    {
        foreach (var peers in new[] { 1000, 5000 }) await MeasureAsync(peers);
    }

    private async Task MeasureAsync(int peers)
    {
        progress.WriteLine($"{peers} peers: {Times} times all, {More} times one more, {Times} starts …");
        await using var lab = await Lab.CreateAsync();
        var host = await lab.PlugAsync("v1", ManyPeers.Underlay);
        using var controller = new StandInController(lab.ControllerSide, new(Lab.ControllerAddress, Port));
        var agent = new MeasuredAgent(lab, host);
        await agent.EnrolAsync(new($"http://{Lab.ControllerAddress}:{Port}/"));
        using var routes = await RouteMonitor.StartAsync(host);
        var hand = await HandVtep.CreateAsync(lab);

        await FullAsync(agent, controller, routes, hand, peers);
        await OneMoreAsync(controller, routes, hand, peers);
        await RestartAsync(agent, controller, peers);
        figures.Write(new($"peers_{peers}_rss_mb", await Memory.SettledKbAsync(agent.Process) / 1e3, "MB"));
        await agent.KillAsync();
    }

    // From the frame that brings the network to the last route, with nothing in the kernel.
    private async Task FullAsync(MeasuredAgent agent, StandInController controller, RouteMonitor routes, HandVtep hand, int peers)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        var snapshot = new Snapshot(Stream, 1, ManyPeers.View(peers));
        for (var time = 0; time < Times; time++)
        {
            if (time > 0)
            {
                await agent.KillAsync();
                await agent.ForgetAsync();
                await routes.HasAsync(0);
                await hand.ClearAsync();
            }
            agent.Start();
            await controller.WelcomeAsync();
            await controller.SendAsync(new Snapshot(ManyPeers.Host.Stream, 1, ManyPeers.Host));
            await controller.NextAsync<Follow>(follow => follow.Stream == Stream);
            var began = Stopwatch.GetTimestamp();
            await controller.SendAsync(snapshot);
            await routes.HasAsync(peers);
            ours.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await controller.AppliedAsync(Stream, 1);
            theirs.Add(await hand.AddAsync(1, peers));
        }
        figures.Write(new($"peers_{peers}_full_ms", Percentiles.At(ours, 0.5), "ms", Percentiles.At(theirs, 0.5)));
    }

    // From the frame that brings the peer to its route.
    private async Task OneMoreAsync(StandInController controller, RouteMonitor routes, HandVtep hand, int peers)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var more = 1; more <= More; more++)
        {
            var began = Stopwatch.GetTimestamp();
            await controller.SendAsync(new Delta(Stream, more, more + 1, [new NetworkMemberSet(ManyPeers.Peer(peers + more))]));
            await routes.HasAsync(peers + more);
            ours.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await controller.AppliedAsync(Stream, more + 1);
            theirs.Add(await hand.AddAsync(peers + more, 1));
        }
        figures.Write(new($"peers_{peers}_one_more_ms", Percentiles.At(ours, 0.5), "ms", Percentiles.At(theirs, 0.5)));
    }

    // From the start of the process to its word that the kernel is as the views that it had saved.
    private async Task RestartAsync(MeasuredAgent agent, StandInController controller, int peers)
    {
        var times = new List<double>();
        await agent.SavedAsync($"p{peers + More}");
        for (var time = 0; time < Times; time++)
        {
            await agent.KillAsync();
            var began = Stopwatch.GetTimestamp();
            agent.Start();
            await controller.WelcomeAsync();
            await controller.AppliedAsync(Stream, More + 1);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        figures.Write(new($"peers_{peers}_restart_ms", Percentiles.At(times, 0.5), "ms"));
    }
}
