using System.Globalization;
using System.Net;
using System.Text.Json;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Dataplane;

/// <summary>
/// TCP from container to container across hosts, over each driver, against the same links set up by hand, both in turn: in
/// each round first the one and then the other, and the round after in the other order. Value and baseline are the medians of
/// the rounds. Once with networks that have no NAT, which are those links and nothing more; once with NAT, whose connection
/// tracking costs every packet something, also inside the network.
/// </summary>
internal sealed class DataplaneBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Rounds = 9;
    private const int Seconds = 2;
    private static readonly string[] Drivers = ["vxlan", "routed"];

    public async Task RunAsync()
    {
        await MeasureAsync(nat: false, "");
        await MeasureAsync(nat: true, "_nat");
    }

    // A lab of its own for each: the NAT of one network turns connection tracking on for the whole host.
    private async Task MeasureAsync(bool nat, string suffix)
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        foreach (var (driver, at) in Drivers.Select((driver, at) => (driver, at)))
            await controller.Api.CreateNetworkAsync("over-" + driver, $"10.{100 + at}.0.0/16", driver, nat: nat);
        foreach (var name in new[] { "v1", "v2" }) await (await lab.MachineAsync(name)).JoinAsync(controller, [.. Drivers.Select(driver => "over-" + driver)]);
        foreach (var (driver, at) in Drivers.Select((driver, at) => (driver, at))) await CompareAsync(lab, driver, suffix, 60 + 10 * at);
        await controller.StopAsync();
    }

    private async Task CompareAsync(Lab lab, string driver, string suffix, int net)
    {
        progress.WriteLine($"{driver}{suffix}: {Rounds} rounds of {Seconds} s each way …");
        var from = await lab.Hosts[0].AttachAsync("over-" + driver);
        var to = await lab.Hosts[1].AttachAsync("over-" + driver);
        var hand = await HandMade.PairAsync(lab, driver, net);
        foreach (var end in new[] { to.Namespace, hand.To }) end.Start(lab.LogOf("iperf3"), ["iperf3", "-s"]);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 1) theirs.Add(await RateAsync(hand.From, hand.Address));
            ours.Add(await RateAsync(from.Namespace, to.Address));
            if (round % 2 == 0) theirs.Add(await RateAsync(hand.From, hand.Address));
        }
        figures.Write(new($"tcp_{driver}{suffix}", Percentiles.At(ours, 0.5), "Gbit/s", Percentiles.At(theirs, 0.5)));
    }

    private static async Task<double> RateAsync(NetworkNamespace from, IPAddress to)
    {
        await Eventually.HoldsAsync($"iperf3 at {to} answers", async () => (await from.TryAsync("iperf3", "-c", to.ToString(), "-n", "1K")).Status == 0);
        var report = await from.RunAsync("iperf3", "-c", to.ToString(), "-t", Seconds.ToString(CultureInfo.InvariantCulture), "-J");
        using var json = JsonDocument.Parse(report);
        return json.RootElement.GetProperty("end").GetProperty("sum_received").GetProperty("bits_per_second").GetDouble() / 1e9;
    }
}
