using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>
/// What containers on two hosts have of each driver, against the same links set up by hand (the driver udp: against VXLAN by hand), in turn: in each
/// round first the one and then the other, and the round after in the other order. Value and baseline are the medians of the rounds. The networks
/// have no NAT, so that they are those links and nothing more; then two with it, whose connection tracking costs every packet something.
/// </summary>
internal sealed class DriversBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Rounds = 7;

    public async Task RunAsync()
    {
        await MeasureAsync(nat: false, ["routed", "vxlan", "bridge", "udp", "wireguard"]);
        await MeasureAsync(nat: true, ["routed", "vxlan"]);
        await MeasureSwitchedAsync();
    }

    // On hosts of their own, whose NIC is a port of Open vSwitch in user space: all that they send goes through that.
    private async Task MeasureSwitchedAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        await controller.Api.CreateNetworkAsync("over-gre", "10.100.0.0/16", "gre", nat: false);
        foreach (var name in new[] { "v1", "v2" })
        {
            var host = await lab.MachineAsync(name);
            await host.StartSwitchAsync();
            await host.JoinAsync(controller);
            await Eventually.HoldsAsync($"{name} has said what it can build", async () => (await controller.Api.HostAsync(name)).Drivers is not null);
            await controller.Api.JoinAsync("over-gre", name);
        }
        foreach (var host in lab.Hosts) await host.InSyncAsync(controller.Api);
        var ours = await OursAsync(lab, "gre");
        await CompareAsync(lab, "gre", "", ours, await HandMadeSwitch.PairAsync(lab));
        await controller.StopAsync();
    }

    // A lab of its own for each: the NAT of one network turns connection tracking on for the whole host.
    private async Task MeasureAsync(bool nat, string[] drivers)
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        foreach (var (at, driver) in drivers.Index())
            await controller.Api.CreateNetworkAsync("over-" + driver, $"10.{100 + at}.0.0/16", driver, nat: nat);
        foreach (var name in new[] { "v1", "v2" }) await (await lab.MachineAsync(name)).JoinAsync(controller, [.. drivers.Select(driver => "over-" + driver)]);
        foreach (var (at, driver) in drivers.Index())
        {
            var hand = await new HandMade(lab, 60 + (10 * at)).PairAsync(driver == "udp" ? "vxlan" : driver);
            await CompareAsync(lab, driver, nat ? "_nat" : "", await OursAsync(lab, driver), hand);
        }
        await controller.StopAsync();
        HandMade.Leave();
    }

    private static async Task<Ends> OursAsync(Lab lab, string driver)
    {
        var from = await lab.Hosts[0].AttachAsync("over-" + driver);
        var to = await lab.Hosts[1].AttachAsync("over-" + driver);
        return new(from.Namespace, to.Namespace, to.Address);
    }

    private async Task CompareAsync(Lab lab, string driver, string suffix, Ends ours, Ends hand)
    {
        progress.WriteLine($"{driver}{suffix}: {Rounds} rounds, each 2 s of bulk and 1 s of requests, of ours and by hand …");
        foreach (var ends in new[] { ours, hand }) await Bulk.ListenAsync(ends, lab.LogOf("iperf3"));
        using var our = new RequestResponse(ours);
        using var their = new RequestResponse(hand);
        var (a, b) = (new Measured(), new Measured());
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 1) await b.AddAsync(hand, their);
            await a.AddAsync(ours, our);
            if (round % 2 == 0) await b.AddAsync(hand, their);
        }
        figures.Write(new($"tcp_{driver}{suffix}", a.Rate, "Gbit/s", b.Rate));
        figures.Write(new($"cpu_{driver}{suffix}", a.Cpu, "s/GB", b.Cpu));
        figures.Write(new($"rr_{driver}{suffix}", a.PerSecond, "/s", b.PerSecond));
        figures.Write(new($"lat_p50_{driver}{suffix}", a.Latency(0.5), "us", b.Latency(0.5)));
        figures.Write(new($"lat_p99_{driver}{suffix}", a.Latency(0.99), "us", b.Latency(0.99)));
    }
}
