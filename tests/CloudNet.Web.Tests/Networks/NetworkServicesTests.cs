using Bunit;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

/// <summary>The services of a network, on its page.</summary>
public sealed class NetworkServicesTests : DashboardContext
{
    private static readonly NetworkId Blue = new(TestFleet.Id("blue"));

    [Fact]
    public void One_is_made_shown_and_removed()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Contains("cloudnet attach NAME --network blue --label app=web", Words(ById(page, "no-services")), StringComparison.Ordinal);
        Type(page, "service-name", " web ");
        Type(page, "service-port", "80");
        Type(page, "service-target", "8080");
        Type(page, "service-labels", "app=web, tier=front");
        page.Find(".service-form").Submit();

        var row = ById(page, "service-web").Closest("tr")!;
        Assert.Equal("10.100.0.17fd00:100::17", Cell(row, "Addresses"));
        Assert.Equal("80 → 8080/tcp", Cell(row, "Ports"));
        Assert.Equal("app=webtier=front", Cell(row, "Backends by"));
        Assert.Equal("1", Cell(row, "Backends"));
        Assert.Empty(page.FindAll("[data-testid=no-services]"));
        Assert.Equal("", ById(page, "service-name").GetAttribute("value") ?? "");

        ById(page, "remove-service-web").Click();
        Assert.Equal(
            [
                "New connections to 10.100.0.17 and fd00:100::17 (80 → 8080/tcp) no longer reach its 1 backend; those that there are go on until they end.",
                "10.100.0.17 and fd00:100::17 may go to another service. The backends stay.",
            ],
            ById(page, "consequences").QuerySelectorAll("li").Select(Words));
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=service-web]")));
        Assert.Equal(["serve web 80:8080/tcp app=web,tier=front", "remove service web"], Controller.Asked);
    }

    [Fact]
    public void Each_refusal_is_at_its_field()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Type(page, "service-target", "http");
        page.Find(".service-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("A service has a name. Give one such as web.", Field(page, "service-name")));
        Assert.Contains("A port is required.", Field(page, "service-port"), StringComparison.Ordinal);
        Assert.Contains("0 is no port of 1 to 65535.", Field(page, "service-target"), StringComparison.Ordinal);
        Assert.Contains("A selector has 1 to 8 labels; 0 were given.", Field(page, "service-labels"), StringComparison.Ordinal);
        Assert.Empty(ById(page, "refusal").QuerySelectorAll("li"));
        Assert.Empty(Controller.Asked);
    }

    [Fact]
    public void One_that_leads_nowhere_says_so_in_words_and_its_removal_cuts_nothing_off()
    {
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Serve(Blue, "none", new Dictionary<string, string> { ["app"] = "none" }, 0, new ServicePort(53, 53, TransportProtocol.Udp, "dns"));
        Controller.Serve(Blue, "db", new Dictionary<string, string>(), 1200, new ServicePort(5432, 5432), new ServicePort(9, 9, TransportProtocol.Sctp));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        var mark = ById(page, "backends-none");
        Assert.Equal("None: no workload has the labels, and connections are refused", Words(mark));
        Assert.Equal("none", mark.GetAttribute("data-state"));
        Assert.Equal("53/udp (dns)", Cell(ById(page, "service-none").Closest("tr")!, "Ports"));
        var db = ById(page, "service-db").Closest("tr")!;
        Assert.Equal(("fixed addresses", "1,200", "5432/tcp9/sctp"), (Cell(db, "Backends by"), Cell(db, "Backends"), Cell(db, "Ports")));
        ById(page, "remove-service-none").Click();
        Assert.Contains("none leads nowhere now: nothing is cut off.", Words(ById(page, "consequences")), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_change_anything_sees_them_and_no_more()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        Controller.MoreServices = true;
        Controller.Fleet = TestFleet.Lab().Snapshot();
        Controller.Serve(Blue, "web", new Dictionary<string, string> { ["app"] = "web" }, 2, new ServicePort(80, 80));
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal("web", ById(page, "service-web").TextContent);
        Assert.Contains("There are more: cloudnet network service list blue lists all.", Words(page.Find("[data-testid=more-services]")), StringComparison.Ordinal);
        foreach (var id in new[] { "create-service", "service-name", "remove-service-web" }) Assert.Empty(page.FindAll($"[data-testid={id}]"));
    }

    [Fact]
    public void Where_there_is_none_who_may_not_make_one_is_told_who_may()
    {
        Controller.May = new(Changes: false, LetsIn: false);
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Assert.Equal("There is no service yet. Somebody who may change networks can make one.", Words(ById(page, "no-services")));
    }

    private static string Cell(AngleSharp.Dom.IElement row, string name) => Words(row.QuerySelector($"[data-label='{name}']")!);
}
