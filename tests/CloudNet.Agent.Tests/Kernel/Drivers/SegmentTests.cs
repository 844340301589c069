using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>One segment on three hosts behaves as one: what is for all crosses once and does not circle, and who moves is found again.</summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class SegmentTests
{
    private static readonly NetworkView Segment = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Bridge });

    [Fact]
    public async Task What_is_for_all_arrives_once_on_each_host()
    {
        await using var wire = await Wire.CreateAsync(3);
        var workloads = new List<NetworkNamespace>();
        for (var host = 1; host <= 3; host++)
        {
            var (inside, attachment) = await wire.AttachAsync(host, Segment, $"10.100.{host}.2");
            await wire[host].BuildAsync(Segment, attachment);
            workloads.Add(inside);
        }
        foreach (var inside in workloads)
            await inside.RunAsync("nft 'add table ip own; add chain ip own in { type filter hook input priority 0; }; add rule ip own in udp dport 7 counter'");
        await workloads[0].RunAsync("echo once | socat -u - UDP4-DATAGRAM:255.255.255.255:7,broadcast,so-bindtodevice=eth0");
        // Whatever came after it would have come by now: this goes the same ways, there and back.
        foreach (var host in (int[])[2, 3]) await workloads[0].RunAsync($"ping -q -c 3 -i 0.2 -W 2 10.100.{host}.2");
        foreach (var inside in workloads.Skip(1)) Assert.Contains("packets 1 ", await inside.RunAsync("nft list table ip own"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_moves_keeps_its_address_and_is_found_at_once()
    {
        await using var wire = await Wire.CreateAsync(3);
        var (web, atWeb) = await wire.AttachAsync(1, Segment, "10.100.1.2");
        var (db, atDb) = await wire.AttachAsync(2, Segment, "10.100.2.2");
        await wire[1].BuildAsync(Segment, atWeb);
        await wire[2].BuildAsync(Segment, atDb);
        await wire[3].BuildAsync(Segment);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.2");

        // Host 3 has the lease from here on, as a pinned address's new host does of its share.
        var moved = Segment.With(Sample.Member(3, "10.100.2.0/24")).Without(2);
        var (there, atThere) = await wire.AttachAsync(3, moved, "10.100.2.2");
        await wire[2].BuildAsync(Segment);
        await wire[3].BuildAsync(moved, atThere with { Mac = atDb.Mac });
        await web.RunAsync("ping -q -c 1 -W 1 10.100.2.2");
        await there.RunAsync("ping -q -c 1 -W 1 10.100.1.2");
        GC.KeepAlive(db);
    }
}
