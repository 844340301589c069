using System.Net;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A network that is hidden from a host goes on for its workloads, and is closed to the host's own processes, by real packets.</summary>
[Trait("needs", "root")]
public sealed class HiddenTests
{
    private const string Web = "10.100.1.2", Db = "10.100.2.2", Gateway = "10.100.1.1";

    [Theory]
    [InlineData(NetworkDriver.Vxlan, false)]
    [InlineData(NetworkDriver.Vxlan, true)]
    [InlineData(NetworkDriver.Routed, false)]
    [InlineData(NetworkDriver.Bridge, false)]
    public async Task Workloads_talk_and_the_host_does_not(NetworkDriver driver, bool encrypted)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = wire.WithKeys(Sample.Blue.Without(3).With(settings => settings with { Driver = driver, Encrypted = encrypted }));
        var (web, atWeb) = await wire.AttachAsync(1, view, Web);
        var (db, atDb) = await wire.AttachAsync(2, view, Db);
        var host = wire[1];
        await wire[2].BuildAsync(view, atDb);
        await host.BuildAsync(view, atWeb);
        await web.ServeAsync(80);
        await db.ServeAsync(80);
        await host.Netns.ServeAsync(90);
        Assert.NotNull(await host.Netns.CallAsync(Web, 80));
        Assert.NotNull(await host.Netns.CallAsync(Db, 80));
        Assert.NotNull(await web.CallAsync(Gateway, 90));

        host.Hidden = [view.Id];
        host.Mappings = [new(view.Id, "web", TransportProtocol.Tcp, new(8080, 8080), 80)];
        await host.BuildAsync(view, atWeb with { Name = "web" });
        Assert.Null(await host.Netns.CallAsync(Web, 80));
        Assert.Null(await host.Netns.CallAsync(Db, 80));
        Assert.Null(await web.CallAsync(Gateway, 90));
        Assert.Null(await web.CallAsync("192.168.124.51", 90));
        Assert.Null(await db.CallAsync(Gateway, 90));
        Assert.Equal((IPAddress.Parse(Web), 80), await web.CallAsync(Db, 80));
        Assert.Equal((IPAddress.Parse(Db), 80), await db.CallAsync(Web, 80));
        Assert.NotNull(await host.Netns.CallAsync("192.168.124.51", 8080));
        Assert.NotNull(await host.Netns.CallAsync("127.0.0.1", 8080));
        Assert.NotNull(await wire.Middle.CallAsync("192.168.124.51", 8080));
        await host.Netns.RunAsync($"ping -q -c 1 -W 2 {Db}");

        host.Hidden = [];
        await host.BuildAsync(view, atWeb with { Name = "web" });
        Assert.NotNull(await host.Netns.CallAsync(Db, 80));
        foreach (var inside in (NetworkNamespace[])[web, db, host.Netns]) await inside.StopAsync();
    }

    /// <summary>The bridge's own address is the host's too, and what a workload says that it is is the workload's to choose.</summary>
    [Fact]
    public async Task The_host_is_not_reached_by_its_bridge_under_any_address()
    {
        await using var wire = await Wire.CreateAsync(1);
        var view = Sample.Dual.Without(2).Without(3);
        var (web, atWeb) = await wire.AttachAsync(1, view, $"{Web},fd00:100:0:1::2");
        var host = wire[1];
        await host.BuildAsync(view, atWeb);
        await host.Netns.ServeAsync(90);
        const string Knock = "timeout 2 socat -u /dev/null TCP6:[fe80::1%eth0]:90,connect-timeout=1 && echo open || echo shut";
        Assert.Equal("open", (await web.RunAsync(Knock)).Trim());

        host.Hidden = [view.Id];
        await host.BuildAsync(view, atWeb);
        Assert.Equal("shut", (await web.RunAsync($"{Knock} 2>/dev/null")).Trim());
        await web.RunAsync("ip address add 192.0.2.7/32 dev eth0; ip route replace 10.100.1.1 dev eth0 src 192.0.2.7");
        await host.Netns.RunAsync("ip route add 192.0.2.7 dev cn-br5");
        Assert.Null(await web.CallAsync(Gateway, 90));
        host.Hidden = [];
        await host.BuildAsync(view, atWeb);
        Assert.NotNull(await web.CallAsync(Gateway, 90));
        await host.Netns.StopAsync();
    }
}
