using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Offload;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.Agent.Tests.Offload;

/// <summary>
/// The wire is read and written by a program, which gets packets as they are before a card fills their checksums in, and puts them on the other side so: a
/// card that does not do what it says. (The outer sum is left out, so that echoes pass.)
/// </summary>
[Trait("needs", "root")]
public sealed class OffloadTests
{
    private const string Web = "10.100.1.2", Db = "10.100.2.2";

    [Theory]
    [InlineData(NetworkDriver.Vxlan)]
    [InlineData(NetworkDriver.Bridge)]
    public async Task Where_the_card_writes_no_checksums_the_kernel_does_from_then_on(NetworkDriver driver)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = Sample.Blue.Without(3).With(settings => settings with { Driver = driver });
        var (web, atWeb) = await wire.AttachAsync(1, view, Web);
        var (db, atDb) = await wire.AttachAsync(2, view, Db);
        await wire[1].BuildAsync(view, atWeb);
        await wire[2].BuildAsync(view, atDb);
        await db.ServeAsync(80);
        var relay = (await wire.Middle.RunAsync("""
            ip link set dev v1 nomaster promisc on
            ip link set dev v2 nomaster promisc on
            timeout 300 socat INTERFACE:v1 INTERFACE:v2 >/dev/null 2>&1 &
            echo $!
            """)).Trim();
        foreach (var host in (int[])[1, 2])
            await wire[host].Netns.RunAsync(Nft("card", "postrouting priority 300", "udp dport 4789 udp checksum set 0"));
        await web.RunAsync($"ping -q -c 3 -i 0.3 -W 2 {Db} || ping -q -c 1 -W 2 {Db}");
        Assert.Null(await web.CallAsync(Db, 80));

        foreach (var (host, other) in new[] { (1, "v2"), (2, "v1") })
        {
            var problem = Assert.Single(await LookAsync(wire[host]));
            Assert.Contains("through cn-vx5 with wrong checksums, and were lost: the kernel writes them itself now", problem, StringComparison.Ordinal);
            Assert.Contains("tx-checksumming: off", await wire[host].Netns.RunAsync("ethtool -k cn-vx5"), StringComparison.Ordinal);
        }
        Assert.Equal((IPAddress.Parse(Web), 80), await web.CallAsync(Db, 80));
        await db.StopAsync();
        await wire.Middle.RunAsync($"kill {relay}");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("ip saddr 10.100.0.0/16 meta l4proto { tcp, udp } drop", true)]
    public async Task Nothing_is_done_where_they_are_right_or_nobody_answers(string atPeer, bool isUnknown)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = Sample.Blue.Without(3);
        foreach (var host in (int[])[1, 2]) await wire[host].BuildAsync(view);
        if (atPeer.Length > 0) await wire[2].Netns.RunAsync(Nft("shut", "input priority 5", atPeer));
        Assert.Equal(isUnknown ? null : false, await IsWrongAsync(wire[1], "10.100.1.1", "10.100.2.1"));
        Assert.Empty(await LookAsync(wire[1]));
        Assert.Contains("tx-checksumming: on", await wire[1].Netns.RunAsync("ethtool -k cn-vx5"), StringComparison.Ordinal);
    }

    /// <summary>What is written here is right: the kernel of the other host answers it, in both families.</summary>
    [Theory]
    [InlineData("10.100.1.1", "10.100.2.1")]
    [InlineData("fd00:100:0:1::1", "fd00:100:0:2::1")]
    public async Task A_checksum_that_is_written_here_is_answered(string from, string to)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = Sample.Dual.Without(3);
        foreach (var host in (int[])[1, 2]) await wire[host].BuildAsync(view);
        // What programs send is dropped by its option: a connection that begins has one, what is written here has none.
        await wire[1].Netns.RunAsync(Nft("usual", "output priority 5", "tcp option maxseg exists drop"));
        Assert.True(await IsWrongAsync(wire[1], from, to));
    }

    private static string Nft(string table, string hook, string rule) =>
        $"nft 'add table inet {table}; add chain inet {table} c {{ type filter hook {hook}; }}; add rule inet {table} c {rule}'";

    private static Func<AddressFamily, SocketType, ProtocolType, Socket> SocketsOf(WireHost host) =>
        (family, kind, protocol) => host.Netns.Make(() => new Socket(family, kind, protocol));

    private static Task<bool?> IsWrongAsync(WireHost host, string from, string to) =>
        new ChecksumTest(SocketsOf(host)).IsWrongAsync(IPAddress.Parse(from), IPAddress.Parse(to), TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> LookAsync(WireHost host)
    {
        var (book, condition) = (new PathBook(TimeProvider.System), new LiveCondition());
        var paths = NetworkPath.Of(host.Networks.Current);
        book.Set(paths);
        foreach (var path in paths) book.Note(path, PathCondition.Unknown.Answered(TimeSpan.FromMilliseconds(1)));
        var watch = new OffloadWatch(
            host.Networks, book, new(SocketsOf(host)), new(SocketsOf(host)), condition, new(TextWriter.Null, TimeProvider.System), TimeProvider.System);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        return condition.Current.Problems;
    }
}
