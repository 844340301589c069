using Bunit;
using CloudNet.Contracts.Networks;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

/// <summary>How a network's packets cross, and how that is changed.</summary>
public sealed class NetworkRolloutTests : DashboardContext
{
    [Fact]
    public void Only_what_was_changed_is_asked_for()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Open(page);
        Type(page, "change-mtu", "100");
        page.Find("#change-network").Submit();
        page.WaitForAssertion(() => Assert.Contains("An MTU is at least 576.", page.Markup));
        Type(page, "change-mtu", "1400");
        Switch(page, "change-encrypted", true);
        page.Find("#change-network").Submit();
        page.WaitForAssertion(() => Assert.Equal([$"change {new ChangeNetwork(Mtu: 1400, Encrypted: true)}"], Controller.Asked));
    }

    [Fact]
    public void A_segment_cannot_be_chosen_while_hosts_are_in_it()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Open(page);
        Assert.Equal(["bridge", "gre"], page.FindAll(".choices .mud-radio.mud-disabled strong").Select(driver => driver.TextContent));
        Assert.Contains("a network becomes one only while no host is in it", page.Markup);
    }

    [Fact]
    public void Without_hosts_any_driver_can_be_chosen()
    {
        var page = Show<NetworkPage>(TestFleet.Lab().Network("none", "10.9.0.0/16"), ("Name", "none"));
        Open(page);
        Assert.Empty(page.FindAll(".choices .mud-radio.mud-disabled"));
    }

    [Fact]
    public void What_is_under_way_says_how_far_it_is_and_whom_it_waits_for_and_can_go_back()
    {
        Controller.Rollouts.Add(MemoryController.Rollout(RolloutState.Moving, 1, null, new RolloutHostRecord("v2", "UDP port 51820 does not get through")));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        var shown = ById(page, "rollout").TextContent;
        Assert.Contains("vxlan, port 8472 → wireguard, port 51820, MTU 1380", shown);
        Assert.Contains("1 of 3 hosts sends by the new way", shown);
        Assert.Contains("waits for v2: UDP port 51820 does not get through", shown);
        ById(page, "end-rollout").Click();
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Equal(["end rollout"], Controller.Asked));
    }

    [Fact]
    public void What_came_of_those_before_stays_to_be_read()
    {
        Controller.Rollouts.Add(MemoryController.Rollout(RolloutState.RolledBack, 0, "v2: UDP port 51820 does not get through"));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Empty(page.FindAll("[data-testid=rollout], [data-testid=rotate]"));
        Assert.Contains("Went back", ById(page, "rollout-ended").TextContent);
        Assert.Contains("v2: UDP port 51820 does not get through", page.Markup);
    }

    [Fact]
    public void Keys_are_rotated_where_there_are_some()
    {
        var page = Show<NetworkPage>(TestFleet.Lab().Network("sealed", "10.9.0.0/16", NetworkDriver.Wireguard), ("Name", "sealed"));
        ById(page, "rotate").Click();
        page.WaitForAssertion(() => Assert.Equal(["rotate keys"], Controller.Asked));
    }

    private static void Open(IRenderedComponent<Bunit.Rendering.ContainerFragment> page)
    {
        ById(page, "change").Click();
        page.WaitForElement("[data-testid=change-do]");
    }

    private static void Switch(IRenderedComponent<Bunit.Rendering.ContainerFragment> page, string id, bool on) =>
        page.Find($"input[type=checkbox][data-testid={id}], [data-testid={id}] input").Change(on);
}
