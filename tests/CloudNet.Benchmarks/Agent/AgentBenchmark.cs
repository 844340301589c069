using System.Diagnostics;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Agent;

/// <summary>
/// One real agent in a network of three: from its start with nothing (no views on disk, nothing in the kernel) to all routes,
/// and from a request at the API to the route that it causes. The kernel is asked by <c>ip</c>, so that figures include up to
/// one such call, about 3 ms.
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
        foreach (var name in new[] { "v1", "v2", "v3" }) await (await lab.MachineAsync(name)).JoinAsync(controller, "blue");
        var host = lab.Hosts[0];
        await host.InSyncAsync(controller.Api);

        progress.WriteLine($"{Starts} starts with nothing …");
        var starts = new List<double>();
        for (var start = 0; start < Starts; start++) starts.Add(await StartAsync(host));
        figures.Write(new("agent_start_to_routes_ms", Percentiles.At(starts, 0.5), "ms"));

        progress.WriteLine($"{Changes} changes through the API …");
        var changes = new List<double>();
        for (var change = 0; change < Changes; change++)
        {
            Task Change() => change % 2 == 0 ? controller.Api.LeaveAsync("blue", "v3") : controller.Api.JoinAsync("blue", "v3");
            changes.Add(await TimeAsync(Change, host, 1 + change % 2));
        }
        figures.Write(new("api_to_kernel_ms", Percentiles.At(changes, 0.5), "ms"));
        figures.Write(new("api_to_kernel_p99_ms", Percentiles.At(changes, 0.99), "ms"));

        figures.Write(new("agent_binary_mb", new FileInfo(Outputs.Agent).Length / 1e6, "MB"));
        figures.Write(new("agent_rss_mb", await Memory.SettledKbAsync(host.Agent) / 1e3, "MB"));
        await controller.StopAsync();
    }

    private static async Task<double> StartAsync(LabHost host)
    {
        await host.KillAgentAsync();
        await host.AgentCommandAsync("clean");
        Directory.Delete(Path.Combine(host.StateFolder, "views"), recursive: true);
        return await TimeAsync(() => { host.StartAgent(); return Task.CompletedTask; }, host, 2);
    }

    private static async Task<double> TimeAsync(Func<Task> action, LabHost host, int routes)
    {
        var began = Stopwatch.GetTimestamp();
        await action();
        while (await RoutesAsync(host) != routes)
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30)) throw new TimeoutException($"{host.Name} never had {routes} routes:\n{host.Agent.Said()}");
        }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<int> RoutesAsync(LabHost host) =>
        (await Command.RunAsync("ip", "-n", host.Namespace.Name, "route", "show", "proto", "77")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
