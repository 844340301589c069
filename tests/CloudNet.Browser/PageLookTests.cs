using CloudNet.Browser.Chromium;
using CloudNet.Browser.Host;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Web.Fleet;
using CloudNet.Web.Tests.Fleets;
using Microsoft.Playwright;
using Xunit;

namespace CloudNet.Browser;

/// <summary>
/// Every page on a desk and on a phone, in light and dark: it has a title and a heading, nothing sticks out sideways, no script
/// fails, and no other server is asked. With CLOUDNET_SCREENSHOTS set to a folder, pictures are left there for a person to judge.
/// </summary>
public sealed class PageLookTests(ChromiumFixture chromium)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CLOUDNET_SCREENSHOTS");

    private static readonly string[] Paths =
    [
        "/topology", "/topology?at=host:v1", "/topology?at=tunnel:blue:v1:v2", "/topology?at=network:blue", "/networks", "/networks/blue", "/networks/none",
        "/networks?new=true", "/hosts", "/hosts?new=true", "/workloads", "/people", "/tokens", "/audit",
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pages_of_a_lab_in_which_not_all_is_well(bool phone, bool dark) => await LookAsync("lab", Troubled(), phone, dark, Paths);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_with_nothing_in_them(bool phone) =>
        await LookAsync("empty", new TestFleet().Snapshot(), phone, false, ["/topology", "/networks", "/hosts", "/workloads"]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_an_all_well_lab(bool phone) => await LookAsync("well", TestFleet.Lab(TimeProvider.System.GetUtcNow()).Snapshot(), phone, false, ["/topology", "/hosts"]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_sixty_hosts(bool phone) =>
        await LookAsync("many", Many(60), phone, false, ["/topology", "/topology?at=host:node-007", "/hosts", "/networks/blue"]);

    [Fact]
    public async Task Pages_of_six_hosts() => await LookAsync("six", Many(6), false, false, ["/topology"]);

    private async Task LookAsync(string fleet, FleetSnapshot snapshot, bool phone, bool dark, string[] paths)
    {
        await using var host = await DashboardHost.StartAsync();
        host.Controller.Fleet = snapshot;
        if (fleet == "lab") Busy(host.Controller, snapshot.Network("blue")!.Id);
        await using var visit = await Visit.OpenAsync(chromium.Browser, host.Address, phone, dark);
        await visit.Page.GotoAsync("/sign-in");
        await JudgeAsync(visit.Page, fleet, "/sign-in", phone, dark);
        await visit.Page.GotoAsync("/invitation#cni_of-the-link");
        await JudgeAsync(visit.Page, fleet, "/invitation", phone, dark);
        await visit.SignInAsync();
        foreach (var path in paths)
        {
            await visit.GoAsync(path);
            await JudgeAsync(visit.Page, fleet, path, phone, dark);
        }
    }

    /// <summary>What a page shows only when it is asked for.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dialogs_of_a_network(bool phone)
    {
        await using var host = await DashboardHost.StartAsync();
        host.Controller.Fleet = Troubled();
        await using var visit = await Visit.OpenAsync(chromium.Browser, host.Address, phone, dark: false);
        await visit.SignInAsync();
        foreach (var (path, button) in ((string, string)[])
            [("/networks/blue", "change"), ("/networks", "new-network"), ("/networks/blue", "grow"), ("/networks/blue", "new-policy"),
                ("/networks/blue", "change-default-ingress")])
        {
            await visit.GoAsync(path);
            await visit.Page.GetByTestId(button).ClickAsync();
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await JudgeAsync(visit.Page, "dialog", $"/{button}", phone, dark: false);
        }
    }

    // A change under way, one that went back, and a port that leads to a workload, services, one of them without backends, and policies.
    private static void Busy(MemoryController controller, NetworkId network)
    {
        const string shut = "not reached by the driver wireguard: v2; let UDP port 51820 through between the hosts, or see 'cloudnet ping v2'";
        controller.Rollouts.Add(MemoryController.Rollout(RolloutState.Moving, 1, null, new("v2", null), new("v3", "not heard of since it went down")));
        controller.Rollouts.Add(MemoryController.Rollout(RolloutState.RolledBack, 0, $"v1: {shut}"));
        controller.Rollouts.Add(MemoryController.Rollout(RolloutState.Done, 3));
        controller.Map(network, "v1", "8080-8089", "web");
        controller.Map(network, "v3", "5353", "cache");
        controller.Serve(network, "web", new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front" }, 2, new ServicePort(80, 8080, Name: "http"), new ServicePort(443, 8443));
        controller.Serve(network, "search", new Dictionary<string, string> { ["app"] = "search" }, 0, new ServicePort(9200, 9200));
        controller.Judge(network, new(
            "web-to-db", "ingress", "allow", new Dictionary<string, string> { ["app"] = "db", ["tier"] = "data" },
            [new(new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front" }), new(Cidr: "2001:db8:100:200::/64")],
            [new(null, 5432), new("udp", 8000, 8010)]), 12_345, 678_901);
        controller.Judge(network, new($"nobody-{new string('x', 56)}", "egress", "deny", DryRun: true), 3, 180);
        controller.Default(PolicyDefault.Deny, PolicyDefault.Count);
        controller.ByDefault = (new(1_234_567, 98_765_432), new(3, 180));
    }

    private static async Task JudgeAsync(IPage page, string fleet, string path, bool phone, bool dark)
    {
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(".+ · CloudNet$"));
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        var picture = $"{fleet}{string.Join('-', path.Split('/', '?', ':', '='))}-{(phone ? "phone" : "desk")}{(dark ? "-dark" : "")}.png";
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, picture), FullPage = !path.Contains("new=true") });
        var sticksOut = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sticksOut <= 0, $"{picture}: {sticksOut} pixels wider than the window");
    }

    private static FleetSnapshot Troubled() => new TestFleet(TimeProvider.System.GetUtcNow())
        .Host("v1").Host("v2").Host("v3", HostLinkState.Down)
        .Host("v4", HostLinkState.Linked, "classic: next hop 192.168.200.9 of v9 is not on the link of eth0; the driver vxlan would work")
        .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"])
        .Network("classic", "172.17.0.0/16", Contracts.Networks.NetworkDriver.Routed, members: ["v1", "v4"], behind: ["v4"], reserved: ["v9"])
        .Workload("web", "v1", "blue", ("app", "web")).Workload("db", "v2", "blue", ("app", "db"), ("tier", "data"))
        .Workload("cache", "v3", "blue").Workload("old", "v1", "classic")
        .Snapshot();

    private static FleetSnapshot Many(int hosts)
    {
        var names = Enumerable.Range(1, hosts).Select(number => $"node-{number:000}").ToArray();
        var fleet = new TestFleet(TimeProvider.System.GetUtcNow());
        foreach (var name in names) fleet.Host(name, name == "node-013" ? HostLinkState.Down : HostLinkState.Linked);
        fleet.Network("blue", "10.100.0.0/16", members: names, behind: ["node-004"]);
        foreach (var name in names) fleet.Workload($"web-{name}", name, "blue", ("app", "web"));
        return fleet.Snapshot();
    }
}
