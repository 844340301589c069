using Bunit;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Workloads;
using Xunit;

namespace CloudNet.Web.Tests.Workloads;

public sealed class WorkloadsPageTests : DashboardContext
{
    [Fact]
    public void Lists_workloads_with_network_address_host_and_labels()
    {
        var page = Show<WorkloadsPage>(TestFleet.Lab());

        var row = page.WaitForElements("tbody tr").Single(row => row.TextContent.Contains("tier=data", StringComparison.Ordinal));
        Assert.Equal(["db", "blue", "10.100.2.3", "v2", "app=dbtier=data", "5 h ago"], row.QuerySelectorAll("td").Select(Words));
    }

    [Fact]
    public void Finds_by_name_address_host_and_label()
    {
        var fleet = new TestFleet().Host("v1").Host("v2").Network("blue", "10.100.0.0/16", members: ["v1", "v2"]);
        for (var number = 1; number <= 12; number++) fleet.Workload($"w{number:00}", number == 7 ? "v2" : "v1", "blue", ("n", $"{number:00}"));
        var page = Show<WorkloadsPage>(fleet);

        foreach (var (sought, found) in new[] { ("w03", 1), ("v2", 1), ("n=1", 3), ("10.100.1.", 11), ("nothing", 0), ("", 12) })
        {
            Type(page, "find", sought);
            page.WaitForAssertion(() => Assert.Equal(found, page.FindAll("a.row-name").Count));
        }
    }

    [Fact]
    public void Without_workloads_shows_the_line_for_the_network_that_there_is() =>
        Assert.Contains(
            "cloudnet attach <pid or namespace> --network classic --name web --label app=web",
            ById(Show<WorkloadsPage>(new TestFleet().Host("v1").Network("classic", "172.17.0.0/16")), "empty-workloads").TextContent);
}
