using Bunit;
using CloudNet.Contracts.Hosts;
using CloudNet.Web.Hosts;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Hosts;

public sealed class HostsPageTests : DashboardContext
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Only_what_the_person_may_do_is_offered(bool changes, bool letsIn)
    {
        Controller.May = new(changes, letsIn);
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "host-v1");
        Assert.Equal((changes, letsIn), (page.FindAll("[data-testid=remove-v1]").Count > 0, page.FindAll("[data-testid=add-host]").Count > 0));
    }

    [Fact]
    public void Lists_hosts_with_their_measured_state_and_problems()
    {
        var page = Show<HostsPage>(new TestFleet().Host("v1").Host("v2", HostLinkState.Down).Host("v3", HostLinkState.NeverSeen).Host("v4", HostLinkState.Linked, "nft is missing: apt-get install nftables"));

        Assert.Equal(
            ["linked Linked", "down Down", "never-seen Never seen", "linked Linked, 1 problem"],
            new[] { "v1", "v2", "v3", "v4" }.Select(host => ById(page, $"host-{host}")).Select(mark => $"{mark.GetAttribute("data-state")} {Words(mark)}"));
        Assert.Equal("nft is missing: apt-get install nftables", ById(page, "problems-v4").TextContent.Trim());
        Assert.Equal(["just now", "7 min ago", "just now"], page.FindAll("time").Select(time => time.TextContent));
    }

    [Fact]
    public void Without_hosts_says_what_to_do() => Assert.Contains("Add a host", ById(Show<HostsPage>(new TestFleet()), "empty-hosts").TextContent);

    [Fact]
    public void Adding_a_host_makes_a_key_and_shows_the_line_once()
    {
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "add-host").Click();
        page.WaitForElements("[data-testid=key-networks] input")[0].Change(true);
        page.Find("form#new-key").Submit();

        Assert.Equal("curl -fsSL http://10.0.0.1:8080/install.sh | sh -s -- --key cnk_3vQ8m2", ById(page, "install-line").TextContent);
        Assert.Equal(["blue"], Controller.AskedKey!.Networks!);
        Assert.Equal((1, 1440), (Controller.AskedKey.Uses, Controller.AskedKey.ExpiresInMinutes));

        ById(page, "done").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("cnk_", page.Markup));
    }

    [Fact]
    public void Only_network_is_chosen_until_somebody_says_otherwise()
    {
        var page = Show<HostsPage>(new TestFleet().Host("v1").Network("blue", "10.100.0.0/16"));
        ById(page, "add-host").Click();
        Assert.True(page.WaitForElement("[data-testid=key-networks] input").HasAttribute("checked"));

        page.Find("[data-testid=key-networks] input").Change(false);
        page.Find("form#new-key").Submit();
        Assert.Empty(Controller.AskedKey!.Networks!);
    }

    [Fact]
    public void Refused_key_shows_the_problem_at_its_field()
    {
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "add-host").Click();
        Type(page, "key-uses", "0");
        page.Find("form#new-key").Submit();

        Assert.Contains("A key is for at least one host. Give 1 to 100,000.", Field(page, "key-uses"));
        Assert.Empty(page.FindAll("[data-testid=install-line]"));
    }

    [Fact]
    public void Labels_are_shown_and_found()
    {
        var fleet = new TestFleet();
        for (var number = 1; number <= 12; number++) fleet.Host($"v{number}").Label("rack", number > 9 ? "2" : "1");
        var page = Show<HostsPage>(fleet.Label("role", "edge").Host("bare"));

        Assert.Equal(["rack=2", "role=edge"], ById(page, "labels-v12").QuerySelectorAll(".label").Select(label => label.TextContent));
        Assert.Empty(page.FindAll("[data-testid=labels-bare]"));
        Type(page, "find", "RACK=2");
        page.WaitForAssertion(() => Assert.Equal(["v10", "v11", "v12"], page.FindAll("a.row-name").Select(name => name.TextContent)));
    }

    [Fact]
    public void Labels_are_typed_in_one_field_and_what_is_none_is_said_there()
    {
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "add-host").Click();
        Type(page, "key-labels", "rack=7, site");
        page.Find("form#new-key").Submit();
        Assert.Contains("Label 'site' has no value. Give one, as in rack=7; it may be empty.", Field(page, "key-labels"));

        Type(page, "key-labels", " rack = 7 ,query=a=b,, site=");
        page.Find("form#new-key").Submit();
        ById(page, "install-line");
        Assert.Equal([new("rack", "7"), new("query", "a=b"), new("site", "")], Controller.AskedKey!.Labels!);
    }

    [Fact]
    public void Without_labels_none_are_sent()
    {
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "add-host").Click();
        page.WaitForElement("form#new-key").Submit();
        Assert.Null(Controller.AskedKey!.Labels);
    }

    [Fact]
    public void Removing_says_first_what_will_stop_and_how_to_clean_a_host_that_is_away()
    {
        var page = Show<HostsPage>(new TestFleet().Host("v1").Host("v2", HostLinkState.Down).Network("blue", "10.100.0.0/16", members: ["v1", "v2"]).Workload("db", "v2", "blue"));
        ById(page, "remove-v2").Click();

        Assert.Equal(
            [
                "1 workload (db on v2) is cut off.", "Its leases end (blue 10.100.2.0/24); the other hosts drop their way to it.",
                "It is not linked: what it built stays on it until its agent hears of this, or somebody runs 'cloudnet-agent clean' on it.", "To come back it enrols again, with a new key.",
            ],
            ById(page, "consequences").QuerySelectorAll("li").Select(line => line.TextContent));
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Equal(["remove host v2"], Controller.Asked));
    }

    [Fact]
    public void Refused_removal_stays_open_and_says_why()
    {
        var page = Show<HostsPage>(TestFleet.Lab());
        ById(page, "remove-v3").Click();
        ById(page, "consequences");
        Controller.Fleet = new(Controller.Fleet.Networks, [], Controller.Fleet.Workloads, TestFleet.Now);
        ById(page, "confirm").Click();

        Assert.Contains("It was removed already.", ById(page, "refusal").TextContent);
    }
}
