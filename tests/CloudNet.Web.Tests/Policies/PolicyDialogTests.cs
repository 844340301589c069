using Bunit;
using Bunit.Rendering;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Policies;

/// <summary>Policies are made, changed and removed, and refused at their fields.</summary>
public sealed class PolicyDialogTests : DashboardContext
{
    private static readonly NetworkId Blue = new(TestFleet.Id("blue"));

    [Fact]
    public void One_is_made_as_it_was_typed()
    {
        var page = Open(TestFleet.Lab());
        Assert.Equal("Allows connections to all workloads from anybody, everything.", ById(page, "policy-sentence").TextContent);
        Type(page, "policy-name", " web-to-db ");
        Type(page, "policy-selector", "app=db, tier=data");
        Type(page, "policy-peers", "app=web, tier=front\n\n192.0.2.0/24\n");
        Type(page, "policy-ports", "5432, 8000-8010/UDP, icmp");
        Type(page, "policy-priority", "100");
        Assert.Equal(
            "Allows connections to workloads with app=db, tier=data from workloads with app=web, tier=front or 192.0.2.0/24, 5432 or 8000-8010/UDP or icmp.",
            ById(page, "policy-sentence").TextContent);
        page.Find("form#policy").Submit();

        Assert.Equal("100", Words(ById(page, "policy-web-to-db").Closest("tr")!.QuerySelector("[data-label=Priority]")!));
        Assert.Equal(
            [
                "create policy {\"name\":\"web-to-db\",\"direction\":\"ingress\",\"action\":\"allow\",\"selector\":{\"app\":\"db\",\"tier\":\"data\"},"
                + "\"peers\":[{\"selector\":{\"app\":\"web\",\"tier\":\"front\"}},{\"cidr\":\"192.0.2.0/24\"}],"
                + "\"ports\":[{\"port\":5432},{\"protocol\":\"udp\",\"port\":8000,\"to\":8010},{\"protocol\":\"icmp\"}],\"priority\":100}",
            ], Controller.Asked);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form#policy")));
    }

    [Fact]
    public void What_is_chosen_and_left_empty_is_asked_for_so()
    {
        var page = Open(TestFleet.Lab());
        Type(page, "policy-name", "none-out");
        Choose(page, "policy-direction", "egress");
        Choose(page, "policy-action", "deny");
        page.Find("[data-testid=policy-counts-only] input, input[data-testid=policy-counts-only]").Change(true);
        Assert.Equal(
            "Counts what it would deny, and decides nothing: connections of all workloads to anybody, everything.", ById(page, "policy-sentence").TextContent);
        page.Find("form#policy").Submit();
        page.WaitForAssertion(() => Assert.Equal(
            ["create policy {\"name\":\"none-out\",\"direction\":\"egress\",\"action\":\"deny\",\"dryRun\":true}"], Controller.Asked));
    }

    [Fact]
    public void Each_refusal_is_at_its_field_and_the_form_stays()
    {
        var page = Open(TestFleet.Lab());
        Type(page, "policy-peers", "app=web\nweb");
        Type(page, "policy-ports", "80, http2/tcp");
        Type(page, "policy-priority", "2000");
        page.Find("form#policy").Submit();
        page.WaitForAssertion(() => Assert.Contains("A policy has a name. Give one such as web-to-db.", Field(page, "policy-name")));
        Assert.Contains("'web' is not a range in CIDR form.", Field(page, "policy-peers"), StringComparison.Ordinal);
        Assert.Contains("0 is no port of 1 to 65535.", Field(page, "policy-ports"), StringComparison.Ordinal);
        Assert.Contains("A priority is 1, judged first, to 1,000; 2000 was given.", Field(page, "policy-priority"), StringComparison.Ordinal);
        Assert.Empty(ById(page, "refusal").QuerySelectorAll("li"));
        Assert.Empty(Controller.Asked);
    }

    [Fact]
    public void A_label_with_two_values_is_not_passed_over()
    {
        var page = Open(TestFleet.Lab());
        Type(page, "policy-name", "web-to-db");
        Type(page, "policy-selector", "app=db, app=cache");
        Type(page, "policy-peers", "app=web\ntier=front, app=web, tier=back");
        page.Find("form#policy").Submit();
        page.WaitForAssertion(() => Assert.Contains("Label 'app' has two values: app=db and app=cache.", Field(page, "policy-selector")));
        Assert.Contains("Label 'tier' has two values: tier=front and tier=back.", Field(page, "policy-peers"), StringComparison.Ordinal);
        Assert.Empty(Controller.Asked);
    }

    [Fact]
    public void Of_one_that_is_changed_only_what_is_another_is_asked_for()
    {
        var page = ShowOne();
        ById(page, "change-policy-web-to-db").Click();
        Assert.Equal("5432/tcp", ById(page, "policy-ports").GetAttribute("value"));
        Assert.Empty(page.FindAll("[data-testid=policy-name]"));
        Type(page, "policy-peers", "");
        Type(page, "policy-ports", "5432/tcp, 5433");
        page.Find("form#policy").Submit();
        page.WaitForAssertion(() => Assert.Equal(
            ["set policy web-to-db {\"peers\":[],\"ports\":[{\"protocol\":\"tcp\",\"port\":5432},{\"port\":5433}]}"], Controller.Asked));
        page.WaitForAssertion(() => Assert.Equal("anybody", Words(ById(page, "policy-web-to-db").Closest("tr")!.QuerySelector("[data-label=Peers]")!)));
    }

    [Fact]
    public void Before_one_is_removed_it_says_what_will_happen()
    {
        Controller.Default(PolicyDefault.Deny, PolicyDefault.Allow);
        var page = ShowOne();
        ById(page, "remove-policy-web-to-db").Click();
        Assert.Equal(
            [
                "No longer in force: \"Allows connections to workloads with app=db from workloads with app=web, 5432/tcp.\"",
                "For these the next policy that matches decides, and where none does the default of ingress, which is deny.",
                "Connections that run go on until they end.",
                "What was counted of it, 1,200 packets, is forgotten.",
            ],
            ById(page, "consequences").QuerySelectorAll("li").Select(Words));
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=policy-web-to-db]")));
        Assert.Equal(["remove policy web-to-db"], Controller.Asked);
    }

    [Fact]
    public void One_that_counts_only_stops_nothing_when_it_is_removed()
    {
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Judge(Blue, new("looks", "egress", "deny", DryRun: true));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "remove-policy-looks").Click();
        Assert.Equal("It decides nothing now: whoever is allowed or denied stays so.", Words(ById(page, "consequences")));
    }

    private IRenderedComponent<ContainerFragment> Open(TestFleet fleet)
    {
        var page = Show<NetworkPage>(fleet, ("Name", "blue"));
        ById(page, "new-policy").Click();
        page.WaitForElement("form#policy");
        return page;
    }

    private IRenderedComponent<ContainerFragment> ShowOne()
    {
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Judge(Blue, new(
            "web-to-db", "ingress", "allow", new Dictionary<string, string> { ["app"] = "db" },
            [new(new Dictionary<string, string> { ["app"] = "web" })], [new(null, 5432)]), 1200);
        return Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
    }

    private static void Choose(IRenderedComponent<ContainerFragment> page, string choice, string name) =>
        ById(page, choice).QuerySelectorAll("label").Single(label => label.QuerySelector("strong")!.TextContent == name).QuerySelector("input")!.Click();
}
