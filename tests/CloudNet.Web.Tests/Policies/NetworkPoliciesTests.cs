using Bunit;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Policies;

/// <summary>The policies of a network, on its page.</summary>
public sealed class NetworkPoliciesTests : DashboardContext
{
    private static readonly NetworkId Blue = new(TestFleet.Id("blue"));

    [Fact]
    public void They_are_in_the_order_in_which_they_are_judged()
    {
        Judge(
            new("rest", "ingress", "allow", Priority: 900), new("a-allow", "egress", "allow"), new("z-deny", "ingress", "deny"),
            new("b-allow", "ingress", "allow"), new("first", "ingress", "allow", Priority: 1));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "policy-rest");
        Assert.Equal(["first", "z-deny", "a-allow", "b-allow", "rest"], page.FindAll(".policy-name").Select(name => name.TextContent));
    }

    [Fact]
    public void One_says_whom_it_is_about_and_how_much_it_matched()
    {
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Judge(Blue, new(
            "web-to-db", "ingress", "allow", new Dictionary<string, string> { ["tier"] = "data", ["app"] = "db" },
            [new(new Dictionary<string, string> { ["app"] = "web" }), new(Cidr: "192.0.2.0/24")], [new(null, 5432), new("udp", 8000, 8010), new("icmp")],
            DryRun: true), 1200, 99_000);
        Controller.Judge(Blue, new("none-out", "egress", "deny"), 1);
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        var row = ById(page, "policy-web-to-db").Closest("tr")!;
        Assert.Equal(["500", "allow ingress counts only", "app=dbtier=data", "app=web192.0.2.0/24", "5432/tcp8000-8010/udpicmp", "1,200 packets"],
            new[] { "Priority", "Does", "Workloads", "Peers", "Ports", "Matched" }.Select(name => Cell(row, name)));
        Assert.Equal("counts-only", ById(page, "counts-only-web-to-db").GetAttribute("data-state"));
        row = ById(page, "policy-none-out").Closest("tr")!;
        Assert.Equal(["deny egress", "all", "anybody", "everything", "1 packet"],
            new[] { "Does", "Workloads", "Peers", "Ports", "Matched" }.Select(name => Cell(row, name)));
    }

    [Fact]
    public void What_it_matched_on_each_host_is_shown_when_asked_for()
    {
        Judge(new CreatePolicy("web-to-db", "ingress", "allow"));
        Controller.PolicyCounts.Add(new(new(TestFleet.Id("v1")), "v1", 1200, 99_000, TestFleet.Now.AddDays(-1), TestFleet.Now.AddSeconds(-20)));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "matched-web-to-db").Click();
        var row = ById(page, "counts-v1").Closest("tr")!;
        Assert.Equal(("1,200", "99,000", "20 s ago"), (Cell(row, "Packets"), Cell(row, "Bytes"), Cell(row, "Told")));
        ById(page, "done").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=counts-v1]")));
    }

    [Fact]
    public async Task What_others_change_is_seen_without_asking()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "no-policies");
        Controller.Judge(Blue, new("made-elsewhere", "ingress", "deny"));
        Controller.Default(PolicyDefault.Count, PolicyDefault.Allow);
        Controller.ByDefault = (new(7, 420), new(0, 0));
        Controller.Signal();
        await LookAgainAsync();
        ById(page, "policy-made-elsewhere");
        page.WaitForAssertion(() => Assert.Equal(("count", "7 packets"), (ById(page, "default-ingress").TextContent, ById(page, "came-ingress").TextContent)));
    }

    [Fact]
    public void Without_any_it_says_what_to_do_next()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal(
            "There is no policy yet: everybody in the network may call everybody. Make one for each kind of connection that is wanted, "
            + "set the default below to count and look what would be left, then deny that.", Words(ById(page, "no-policies")));
    }

    [Fact]
    public void Who_may_not_change_anything_sees_all_and_is_asked_nothing()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        Judge(new CreatePolicy("web-to-db", "ingress", "allow"));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal("web-to-db", ById(page, "policy-web-to-db").TextContent);
        Assert.Equal("allow", ById(page, "default-egress").TextContent);
        foreach (var id in new[] { "new-policy", "change-policy-web-to-db", "remove-policy-web-to-db", "change-default-ingress", "change-default-egress" })
            Assert.Empty(page.FindAll($"[data-testid={id}]"));
        ById(page, "matched-web-to-db").Click();
        Assert.StartsWith("No host has matched anything yet.", ById(page, "no-counts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_none_who_may_not_make_one_is_told_who_may()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        Controller.Default(PolicyDefault.Deny, PolicyDefault.Allow);
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal("There is no policy yet. Somebody who may change networks can make one.", Words(ById(page, "no-policies")));
    }

    private void Judge(params CreatePolicy[] policies)
    {
        Controller.Fleet = TestFleet.Lab().Snapshot();
        foreach (var policy in policies) Controller.Judge(Blue, policy);
    }

    private static string Cell(AngleSharp.Dom.IElement row, string name) => Words(row.QuerySelector($"[data-label='{name}']")!);
}
