using System.Net;
using CloudNet.Agent.Plan;
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
        Tell(wire, segment, (1, "10.100.1.2"), (2, "10.100.2.2"));
        var (web, atWeb) = await AttachAsync(wire, 1, segment, "10.100.1.2");
        var (db, atDb) = await AttachAsync(wire, 2, segment, "10.100.2.2");
        await wire[1].BuildAsync(segment, atWeb);
        await wire[2].BuildAsync(segment, atDb);
        await wire[3].BuildAsync(segment);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.2");

        // Its address goes with it, out of the lease of the host that it was on, and leaves the network as its new host.
        var (there, atThere) = await AttachAsync(wire, 3, segment, "10.100.2.2");
        atThere = atThere with { IsCarried = true };
        Tell(wire, segment, [new(atThere.Name, atThere.Addresses[0])], (1, "10.100.1.2"), (3, "10.100.2.2"));
        await wire[1].BuildAsync(segment, atWeb);
        await wire[2].BuildAsync(segment);
        await wire[3].BuildAsync(segment, atThere);
        await web.RunAsync("ping -q -c 1 -W 1 10.100.2.2");
        await there.RunAsync("ping -q -c 1 -W 1 10.100.1.2; ping -q -c 1 -W 1 192.168.124.1");
        GC.KeepAlive(db);
    }

    [Fact]
    public async Task What_is_for_one_that_is_known_goes_to_its_host_alone()
    {
        var segment = Segment(NetworkDriver.Bridge).With(settings => settings with { Ranges = [.. settings.Ranges, IPNetwork.Parse("fd00:1::/48")] });
        segment = segment.With(Sample.Member(1, "10.100.1.0/24,fd00:1:0:1::/64")).With(Sample.Member(2, "10.100.2.0/24,fd00:1:0:2::/64"))
            .With(Sample.Member(3, "10.100.3.0/24,fd00:1:0:3::/64"));
        await using var wire = await WireAsync(NetworkDriver.Bridge);
        Tell(wire, segment, [.. Enumerable.Range(1, 3).Select(host => (host, Addresses(host)))]);
        var (workloads, first) = (new List<NetworkNamespace>(), (Attachment?)null);
        for (var host = 1; host <= 3; host++)
        {
            var (inside, attachment) = await AttachAsync(wire, host, segment, Addresses(host));
            await wire[host].BuildAsync(segment, attachment);
            first ??= attachment;
            workloads.Add(inside);
        }
        // The third hears nothing of what the first sends to the second, also where the second has never said a word: the first has its MAC by hand.
        await workloads[2].RunAsync("nft 'add table netdev own; add chain netdev own in { type filter hook ingress device eth0 priority 0; }; add rule netdev own in udp dport 7 counter'");
        await workloads[0].RunAsync("ip neigh add 10.100.2.2 lladdr 0a:77:0a:64:02:02 dev eth0; echo one | socat -u - UDP4-SENDTO:10.100.2.2:7");
        await workloads[0].RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.2; ping -q -c 2 -i 0.2 -W 2 fd00:1:0:2::2");
        Assert.Contains("packets 0 ", await workloads[2].RunAsync("nft list table netdev own"), StringComparison.Ordinal);
        // The host itself need not ask either.
        Assert.Contains("10.100.2.2 lladdr 0a:77:0a:64:02:02 PERMANENT", await wire[1].RunAsync("ip neigh show dev cn-br5"), StringComparison.Ordinal);
        // Whom nobody was told of is found as on any segment.
        Tell(wire, segment, (1, Addresses(1)));
        await wire[1].BuildAsync(segment, first!);
        await workloads[0].RunAsync("ip neigh del 10.100.2.2 dev eth0; ping -q -c 2 -i 0.2 -W 2 10.100.2.2");

        static string Addresses(int host) => $"10.100.{host}.2,fd00:1:0:{host}::2";
    }

    // With the MAC that an agent gives it there.
    private static async Task<(NetworkNamespace Inside, Attachment Attachment)> AttachAsync(Wire wire, int number, NetworkView segment, string addresses)
    {
        var (inside, attachment) = await wire.AttachAsync(number, segment, addresses);
        return (inside, attachment with { Mac = AddressMac.OfWorkload(attachment.Addresses[0]) });
    }

    private static void Tell(Wire wire, NetworkView segment, params (int Host, string Addresses)[] workloads) => Tell(wire, segment, [], workloads);

    private static void Tell(Wire wire, NetworkView segment, NetworkPin[] pins, params (int Host, string Addresses)[] workloads)
    {
        for (var host = 1; host <= 3; host++)
            wire[host].Workloads = (WorkloadsView)pins.Aggregate((View)Sample.Workloads(segment, workloads), (view, pin) => view.After(new AddressPinned(pin)));
    }

    private static NetworkView Segment(NetworkDriver driver) => Sample.Blue.With(settings => settings with { Driver = driver });

    private static Task<Wire> WireAsync(NetworkDriver driver) => Wire.CreateAsync(3, withSwitch: driver == NetworkDriver.Gre);
}
