using System.Diagnostics;
using System.Net;
using CloudNet.Benchmarks.Fanout;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.Benchmarks.Agent;

/// <summary>
/// One real agent in a network of three: from its start with nothing (no views on disk, nothing in the kernel) to all routes,
/// and from a request at the API to the route that it causes. The third host is one in the database alone, since its agent
/// would share the cores with the one that is measured, which no two hosts do.
/// </summary>
internal sealed class AgentBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Starts = 20;
    private const int Changes = 40;

    public async Task RunAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        await controller.Api.CreateNetworkAsync("blue", "10.100.0.0/16", "vxlan");
        foreach (var name in new[] { "v1", "v2" }) await (await lab.MachineAsync(name)).JoinAsync(controller, "blue");
        using var third = await EnrolAsync(controller.Api);
        var host = lab.Hosts[0];
        await lab.Hosts[1].KillAgentAsync();
        using var routes = await RouteMonitor.StartAsync(host.Namespace);
        await routes.HasAsync(2);

        progress.WriteLine($"{Starts} starts with nothing …");
        var starts = new List<double>();
        for (var start = 0; start < Starts; start++) starts.Add(await StartAsync(host, routes));
        figures.Write(new("agent_start_to_routes_ms", Percentiles.At(starts, 0.5), "ms"));

        progress.WriteLine($"{Changes} changes through the API …");
        await host.LinkedAsync(controller.Api);
        var changes = new List<double>();
        for (var change = 0; change < Changes; change++) changes.Add(await ChangeAsync(controller.Api, routes, join: change % 2 == 1));
        figures.Write(new("api_to_kernel_ms", Percentiles.At(changes, 0.5), "ms"));
        figures.Write(new("api_to_kernel_p99_ms", Percentiles.At(changes, 0.99), "ms"));

        figures.Write(new("agent_binary_mb", new FileInfo(Outputs.Agent).Length / 1e6, "MB"));
        figures.Write(new("agent_rss_mb", await Memory.SettledKbAsync(host.Agent) / 1e3, "MB"));
        await controller.StopAsync();
    }

    private static async Task<SimulatedAgent> EnrolAsync(ControllerApi api)
    {
        var host = new SimulatedAgent("v3", IPAddress.Parse("192.168.124.53"));
        await host.EnrolAsync(api, (await api.CreateKeyAsync("third", 1, "blue")).Secret);
        return host;
    }

    private static async Task<double> StartAsync(LabHost host, RouteMonitor routes)
    {
        await host.KillAgentAsync();
        await host.AgentCommandAsync("clean");
        await routes.HasAsync(0);
        var views = Path.Combine(host.StateFolder, "views");
        if (Directory.Exists(views)) Directory.Delete(views, recursive: true);
        var began = Stopwatch.GetTimestamp();
        host.StartAgent();
        await routes.HasAsync(2);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> ChangeAsync(ControllerApi api, RouteMonitor routes, bool join)
    {
        var began = Stopwatch.GetTimestamp();
        await (join ? api.JoinAsync("blue", "v3") : api.LeaveAsync("blue", "v3"));
        await routes.HasAsync(join ? 2 : 1);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
