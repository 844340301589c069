using System.Diagnostics;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.Benchmarks.Addresses;

/// <summary>
/// Leases through the whole stack, from the HTTP request to the commit: hosts that are known join a /8 that is cut into /24s,
/// by 1, 8 and 64 clients, with none, half and nearly all of it taken. Client, controller and PostgreSQL share the cores.
/// </summary>
internal sealed class LeaseBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Few = 100;
    private const int Many = 60_000;
    private const int Rounds = 4;
    private static readonly int[] Clients = [1, 8, 64];
    private static readonly (int Percent, int Leases)[] Fills = [(0, 0), (50, 32_768), (99, 64_880)];

    public async Task RunAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var postgres = await LabPostgres.StartNewAsync(lab);
        var controller = await lab.ControllerAsync(new(Database: postgres.Connection));
        var network = await controller.Api.CreateNetworkAsync("bench", "10.0.0.0/8", "vxlan", subnetLength: 24);
        progress.WriteLine($"making {LeasePool.Holders + LeasePool.Joiners} hosts …");
        var pool = await LeasePool.CreateAsync(postgres, network.Id);
        using var client = controller.Client();
        client.DefaultRequestHeaders.Authorization = controller.Api.Http.DefaultRequestHeaders.Authorization;
        await RoundAsync(client, pool, 64, []);
        await FillsAsync(client, pool);
        await GrowthAsync(client, pool);
        await controller.StopAsync();
    }

    private async Task FillsAsync(HttpClient client, LeasePool pool)
    {
        foreach (var (percent, leases) in Fills)
        {
            progress.WriteLine($"{percent} % taken …");
            await pool.HoldAsync(leases);
            foreach (var clients in Clients)
            {
                var (times, perSecond) = (new List<double>(), new List<double>());
                for (var round = 0; round < Rounds; round++) perSecond.Add(await RoundAsync(client, pool, clients, times));
                figures.Write(new($"leases_per_s_{clients} at {percent} %", Percentiles.At(perSecond, 0.5), "1/s"));
                figures.Write(new($"leases_p99_ms_{clients} at {percent} %", Percentiles.At(times, 0.99), "ms"));
            }
        }
    }

    // In turn, so that both meet the same machine.
    private async Task GrowthAsync(HttpClient client, LeasePool pool)
    {
        progress.WriteLine("100 and 60,000 leases, in turn …");
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await pool.HoldAsync(Few);
            few.Add(1000 / await RoundAsync(client, pool, 64, []));
            await pool.HoldAsync(Many);
            many.Add(1000 / await RoundAsync(client, pool, 64, []));
        }
        figures.Write(new("lease_growth", Percentiles.At(many, 0.5), "ms", Percentiles.At(few, 0.5)));
    }

    /// <summary>All joiners join; leases a second.</summary>
    private static async Task<double> RoundAsync(HttpClient client, LeasePool pool, int clients, List<double> times)
    {
        await pool.FreeJoinersAsync();
        var count = clients == 1 ? LeasePool.Joiners / 3 : LeasePool.Joiners;
        var took = new double[count];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var at = Interlocked.Increment(ref next); at < count; at = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.PutAsync(pool.JoinPath(at), null);
                answer.EnsureSuccessStatusCode();
                took[at] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        }));
        var perSecond = count / watch.Elapsed.TotalSeconds;
        times.AddRange(took);
        return perSecond;
    }
}
