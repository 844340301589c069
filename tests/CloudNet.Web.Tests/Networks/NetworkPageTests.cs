using Bunit;
using CloudNet.Contracts.Hosts;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using MudBlazor;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

public sealed class NetworkPageTests : DashboardContext
{
    [Fact]
    public void Shows_each_lease_with_its_measured_state()
    {
        var page = Show<NetworkPage>(new TestFleet().Host("v1").Host("v2").Host("v3", HostLinkState.Down)
            .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"], behind: ["v2"], reserved: ["v9"]), ("Name", "blue"));

        Assert.Equal(
            ["in-sync In sync", "pending At revision 7 of 9", "down Host down", "reserved Reserved"],
            new[] { "v1", "v2", "v3", "v9" }.Select(host => ById(page, $"lease-{host}")).Select(mark => $"{mark.GetAttribute("data-state")} {Words(mark)}"));
        Assert.Empty(page.FindAll("[data-testid=leave-v9]"));
    }

    [Fact]
    public async Task Joins_a_chosen_host()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "classic"));
        var field = page.FindComponent<MudAutocomplete<HostRecord>>();
        Assert.Equal(["v3"], (await field.Instance.SearchFunc!("", default)!).Select(host => host!.Name));

        await page.InvokeAsync(() => field.Instance.ValueChanged.InvokeAsync(Controller.Fleet.Hosts[2]));
        ById(page, "join").Click();

        page.WaitForAssertion(() => Assert.Equal(["join v3 classic"], Controller.Asked));
    }

    [Fact]
    public void Leaving_says_first_what_will_stop()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "leave-v1").Click();

        Assert.Contains("1 workload (web on v1) is cut off.", ById(page, "consequences").TextContent);
        Assert.Contains("10.100.1.0/24 may go to another host.", ById(page, "consequences").TextContent);
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Equal(["leave v1 blue"], Controller.Asked));
    }

    [Fact]
    public void A_viewer_is_offered_nothing_that_would_be_refused()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "lease-v1");
        ById(page, "pool-ipv4");
        foreach (var id in new[] { "remove", "join", "join-host", "join-none", "leave-v1", "grow", "pin", "pin-workload" })
            Assert.Empty(page.FindAll($"[data-testid={id}]"));
    }

    [Fact]
    public void Ranges_are_shown_each_by_itself()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal(
            Controller.Fleet.Network("blue")!.Ranges.Select(range => range.Range.ToString()),
            page.FindAll(".facts-wide .lines > .mono").Select(range => range.TextContent));
    }

    [Fact]
    public void Unknown_name_says_so() =>
        Assert.Contains("There is no network called red", ById(Show<NetworkPage>(TestFleet.Lab(), ("Name", "red")), "no-such-network").TextContent);

    [Fact]
    public void A_network_is_hidden_from_a_host_when_that_is_confirmed()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "hide-v1").Click();
        Assert.Contains("so do its ports that lead to them", ById(page, "confirm").Closest(".mud-dialog")!.TextContent);
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Equal(["hide v1"], Controller.Asked));
    }
}
