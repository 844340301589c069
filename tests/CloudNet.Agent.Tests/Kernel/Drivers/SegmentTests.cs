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
    /// <summary>The drivers that make one.</summary>
    public static TheoryData<NetworkDriver> Drivers => [.. Enum.GetValues<NetworkDriver>().Where(driver => new DataPlane(driver, 1).IsLayer2)];

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task What_is_for_all_arrives_once_on_each_host(NetworkDriver driver)
    {
        var segment = Segment(driver);
        await using var wire = await WireAsync(driver);
        var workloads = new List<NetworkNamespace>();
        for (var host = 1; host <= 3; host++)
        {
            var (inside, attachment) = await wire.AttachAsync(host, segment, $"10.100.{host}.2");
            await wire[host].BuildAsync(segment, attachment);
            workloads.Add(inside);
        }
        foreach (var inside in workloads)
            await inside.RunAsync("nft 'add table ip own; add chain ip own in { type filter hook input priority 0; }; add rule ip own in udp dport 7 counter'");
        await workloads[0].RunAsync("echo once | socat -u - UDP4-DATAGRAM:255.255.255.255:7,broadcast,so-bindtodevice=eth0");
        // Whatever came after it would have come by now: this goes the same ways, there and back.
        foreach (var host in (int[])[2, 3]) await workloads[0].RunAsync($"ping -q -c 3 -i 0.2 -W 2 10.100.{host}.2");
        foreach (var inside in workloads.Skip(1)) Assert.Contains("packets 1 ", await inside.RunAsync("nft list table ip own"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_workload_that_moves_keeps_its_address_and_is_found_at_once(NetworkDriver driver)
    {
        var segment = Segment(driver);
        await using var wire = await WireAsync(driver);
        var (web, atWeb) = await wire.AttachAsync(1, segment, "10.100.1.2");
        var (db, atDb) = await wire.AttachAsync(2, segment, "10.100.2.2");
        await wire[1].BuildAsync(segment, atWeb);
        await wire[2].BuildAsync(segment, atDb);
        await wire[3].BuildAsync(segment);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.2");

        // Host 3 has the lease from here on, as a pinned address's new host does of its share.
        var moved = segment.With(Sample.Member(3, "10.100.2.0/24")).Without(2);
        var (there, atThere) = await wire.AttachAsync(3, moved, "10.100.2.2");
        await wire[2].BuildAsync(segment);
        await wire[3].BuildAsync(moved, atThere with { Mac = atDb.Mac });
        await web.RunAsync("ping -q -c 1 -W 1 10.100.2.2");
        await there.RunAsync("ping -q -c 1 -W 1 10.100.1.2");
        GC.KeepAlive(db);
    }
    private static NetworkView Segment(NetworkDriver driver) => Sample.Blue.With(settings => settings with { Driver = driver });

    private static Task<Wire> WireAsync(NetworkDriver driver) => Wire.CreateAsync(3, withSwitch: driver == NetworkDriver.Gre);
}
