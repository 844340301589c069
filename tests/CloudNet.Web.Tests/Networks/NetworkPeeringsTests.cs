using Bunit;
using CloudNet.Contracts.Networks;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using MudBlazor;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

/// <summary>Which networks one is open to, on its page.</summary>
public sealed class NetworkPeeringsTests : DashboardContext
{
    [Fact]
    public async Task One_is_chosen_shown_with_the_hosts_that_do_not_reach_it_and_closed_again()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        var other = Controller.Fleet.Networks.First(network => network.Name != "blue");
        var choice = page.FindComponent<NetworkPeerings>().FindComponent<MudAutocomplete<NetworkRecord>>();
        Assert.DoesNotContain(await choice.Instance.SearchFunc!("", CancellationToken.None)!, network => network?.Name == "blue");
        await choice.InvokeAsync(() => choice.Instance.ValueChanged.InvokeAsync(other));
        ById(page, "peer").Closest("form")!.Submit();
        page.WaitForAssertion(() => Assert.Equal(other.Name, ById(page, $"peering-{other.Name}").TextContent));
        Assert.Equal($"networks/{other.Name}", ById(page, $"peering-{other.Name}").GetAttribute("href"));
        Assert.Equal("v3", ById(page, $"peering-{other.Name}").Closest("tr")!.QuerySelector("[data-label='Not reached from']")!.TextContent.Trim());
        ById(page, $"end-peering-{other.Name}").Click();
        Assert.Contains("What is open between them is cut.", ById(page, "confirm").Closest(".mud-dialog")!.TextContent, StringComparison.Ordinal);
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll($"[data-testid=peering-{other.Name}]")));
        Assert.Equal([$"peer blue {other.Name}", $"end peering {other.Name}"], Controller.Asked);
    }

    [Fact]
    public void Who_may_not_change_anything_sees_them_and_no_more()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        Controller.Peerings.Add(new(new(Guid.NewGuid()), "red", [], 3, [], [], "red"));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Contains("no host", ById(page, "peering-red").Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("red is not encrypted: what is sent to it crosses in clear", page.Markup, StringComparison.Ordinal);
        foreach (var id in new[] { "peer", "peer-network", "end-peering-red" }) Assert.Empty(page.FindAll($"[data-testid={id}]"));
    }
}
