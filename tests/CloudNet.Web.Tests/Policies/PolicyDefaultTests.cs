using Bunit;
using Bunit.Rendering;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Policies;

/// <summary>What becomes of what no policy matches, and what is said before it is denied.</summary>
public sealed class PolicyDefaultTests : DashboardContext
{
    private static readonly NetworkId Blue = new(TestFleet.Id("blue"));

    [Fact]
    public void Both_say_what_they_do_and_how_much_came_to_them()
    {
        Controller.Default(PolicyDefault.Deny, PolicyDefault.Allow);
        Controller.ByDefault = (new(1200, 99_000), new(3, 180));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        var ingress = ById(page, "default-ingress").Closest("tr")!;
        Assert.Equal(("ingress", "deny refused", "1,200 packets"), (Cell(ingress, "Direction"), Cell(ingress, "Default"), Cell(ingress, "Came to it")));
        var egress = ById(page, "default-egress").Closest("tr")!;
        Assert.Equal(("allow let through", "3 packets while it counted or denied"), (Cell(egress, "Default"), Cell(egress, "Came to it")));
    }

    [Fact]
    public void Who_would_deny_at_once_is_advised_to_count_first()
    {
        var page = Open("ingress");
        Assert.Empty(page.FindAll("[data-testid=denying]"));
        Choose(page, "deny");
        Assert.Equal(
            [
                "From now on connections to workloads of blue are refused, but for what a policy allows, and none does yet.",
                "Connections that run go on until they end.",
                "Nothing is counted now, so nobody knows whom this would refuse. Set count first, look here again after a while, and then deny.",
            ],
            ById(page, "denying").QuerySelectorAll("li").Select(Words));
        Choose(page, "count");
        Assert.Empty(page.FindAll("[data-testid=denying]"));
        page.Find("form#policy-default").Submit();
        page.WaitForAssertion(() => Assert.Equal("count", ById(page, "default-ingress").TextContent));
        Assert.Equal(["set policy defaults {\"ingress\":\"count\"}"], Controller.Asked);
        Assert.Equal("nothing yet", ById(page, "came-ingress").TextContent);
    }

    [Fact]
    public void Who_counted_is_told_how_much_before_it_is_denied()
    {
        Controller.Default(PolicyDefault.Allow, PolicyDefault.Count);
        Controller.ByDefault = (new(0, 0), new(1200, 99_000));
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Judge(Blue, new("out", "egress", "allow"));
        Controller.Judge(Blue, new("looks", "egress", "allow", DryRun: true));
        Controller.Judge(Blue, new("in", "ingress", "allow"));
        var page = Open("egress");
        Choose(page, "deny");
        var said = Words(ById(page, "denying"));
        Assert.Contains("From now on connections that workloads of blue begin are refused, but for what 1 policy allows.", said, StringComparison.Ordinal);
        Assert.Contains("So far count has counted 1,200 packets, 99,000 bytes: such would be refused.", said, StringComparison.Ordinal);
        Assert.Equal("Deny them", Words(ById(page, "policy-default-do")));
        page.Find("form#policy-default").Submit();
        page.WaitForAssertion(() => Assert.Equal("deny", ById(page, "default-egress").TextContent));
        Assert.Equal(["set policy defaults {\"egress\":\"deny\"}"], Controller.Asked);
    }

    [Fact]
    public void Where_count_counted_nothing_that_is_said()
    {
        Controller.Default(PolicyDefault.Count, PolicyDefault.Allow);
        var page = Open("ingress");
        Choose(page, "deny");
        Assert.Contains("So far count has counted nothing", Words(ById(page, "denying")), StringComparison.Ordinal);
    }

    private IRenderedComponent<ContainerFragment> Open(string direction)
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, $"change-default-{direction}").Click();
        page.WaitForElement("form#policy-default");
        return page;
    }

    private static void Choose(IRenderedComponent<ContainerFragment> page, string name) => ById(page, "policy-default")
        .QuerySelectorAll("label").Single(label => label.QuerySelector("strong")!.TextContent == name).QuerySelector("input")!.Click();

    private static string Cell(AngleSharp.Dom.IElement row, string name) => Words(row.QuerySelector($"[data-label='{name}']")!);
}
