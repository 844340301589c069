using Bunit;
using CloudNet.Contracts.Hosts;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

public sealed class NetworksPageTests : DashboardContext
{
    [Fact]
    public void Lists_networks_with_how_many_hosts_are_in_sync()
    {
        var page = Show<NetworksPage>(new TestFleet().Host("v1").Host("v2").Host("v3", HostLinkState.Down)
            .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"], behind: ["v2"]).Network("green", "10.200.0.0/16"));

        Assert.Equal(("1/3", "down"), (Words(ById(page, "sync-blue")), ById(page, "sync-blue").GetAttribute("data-state")));
        Assert.Equal(("0/0", "empty"), (Words(ById(page, "sync-green")), ById(page, "sync-green").GetAttribute("data-state")));
        Assert.Contains("10.100.0.0/16", page.Find("table").TextContent);
    }

    [Fact]
    public void A_viewer_is_not_asked_to_make_or_remove_any()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        var page = Show<NetworksPage>(TestFleet.Lab());
        ById(page, "network-blue");
        Assert.Empty(page.FindAll("[data-testid=new-network], [data-testid=remove-blue]"));
    }

    [Fact]
    public void A_viewer_of_an_empty_tenant_is_told_who_may()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        var page = Show<NetworksPage>(new TestFleet());
        Assert.Contains("An operator", ById(page, "who-may").TextContent);
        Assert.Empty(page.FindAll("[data-testid=new-network]"));
    }

    [Fact]
    public void Without_networks_says_what_to_do() =>
        Assert.Contains("curl -H", ById(Show<NetworksPage>(new TestFleet()), "empty-networks").TextContent);

    [Fact]
    public void All_problems_are_shown_each_at_its_field_and_the_form_stays()
    {
        var page = Show<NetworksPage>(TestFleet.Lab());
        ById(page, "new-network").Click();
        Type(page, "network-name", "blue");
        Type(page, "network-range", "10.1.2.3/16");
        Type(page, "network-mtu", "100");
        page.Find("form#new-network").Submit();

        ById(page, "refusal");
        Assert.Contains("'blue' is taken. Choose another name.", Field(page, "network-name"));
        Assert.Contains("'10.1.2.3/16' is not a CIDR without host bits. Write it like 10.100.0.0/16.", Field(page, "network-range"));
        Assert.Contains("An MTU is at least 576. leave it empty to have it measured.", Field(page, "network-mtu"));
        Assert.Empty(Controller.Asked);
    }

    [Fact]
    public void Creates_a_network_and_goes_to_it()
    {
        var page = Show<NetworksPage>(new TestFleet());
        ById(page, "new-network").Click();
        Type(page, "network-name", " green ");
        Type(page, "network-range", "10.200.0.0/16");
        page.Find("form#new-network").Submit();

        page.WaitForState(() => Services.GetRequiredService<NavigationManager>().Uri.EndsWith("/networks/green", StringComparison.Ordinal));
        Assert.Equal(["create green 10.200.0.0/16 vxlan nat=True"], Controller.Asked);
    }

    [Fact]
    public void Controller_that_does_not_answer_is_said_in_the_form()
    {
        var page = Show<NetworksPage>(new TestFleet());
        ById(page, "new-network").Click();
        Controller.Fault = new IOException("connection reset");
        page.Find("form#new-network").Submit();

        Assert.Contains("Whether the change was made is not known", ById(page, "refusal").TextContent);
    }

    [Fact]
    public void Removing_says_first_what_will_stop()
    {
        var page = Show<NetworksPage>(TestFleet.Lab());
        ById(page, "remove-blue").Click();

        Assert.Equal(
            ["3 workloads (cache on v3, db on v2, web on v1) are cut off.", "3 hosts (v1, v2, v3) take down its bridge, routes and tunnels.", "10.100.0.0/16 is free for another network."],
            ById(page, "consequences").QuerySelectorAll("li").Select(line => line.TextContent));
        Assert.Empty(Controller.Asked);

        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Equal(["remove network blue"], Controller.Asked));
    }
}
