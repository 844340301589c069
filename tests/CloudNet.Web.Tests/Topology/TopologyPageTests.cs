using Bunit;
using CloudNet.Contracts.Hosts;
using CloudNet.Web.SignIn;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Topology;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CloudNet.Web.Tests.Topology;

public sealed class TopologyPageTests : DashboardContext
{
    [Fact]
    public void Shows_the_measured_state_of_every_host_and_tunnel()
    {
        var page = Show<TopologyPage>(new TestFleet()
            .Host("v1").Host("v2").Host("v3", HostLinkState.Down).Host("v4", HostLinkState.NeverSeen)
            .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"], behind: ["v2"]));

        string[] ids = ["host-v1", "host-v3", "host-v4", "tunnel-blue-v1-v2", "tunnel-blue-v1-v3", "network-blue"];
        Assert.Equal(["linked", "down", "never-seen", "pending", "down", "down"], ids.Select(id => ById(page, id).GetAttribute("data-state")));
    }

    [Fact]
    public void Says_states_in_words_too_for_who_sees_no_colours()
    {
        var page = Show<TopologyPage>(new TestFleet()
            .Host("v1", HostLinkState.Linked, "no VXLAN in this kernel").Host("v2").Network("blue", "10.100.0.0/16", members: ["v1", "v2"]));

        Assert.Equal("Host v1: Linked, 1 problem; 0 workloads", ById(page, "host-v1").GetAttribute("aria-label"));
        Assert.Equal("blue between v1 and v2: In sync", ById(page, "tunnel-blue-v1-v2").GetAttribute("aria-label"));
        Assert.Equal("1", ById(page, "host-v1").GetAttribute("data-problems"));
        Assert.Contains("tone-bad", ById(page, "host-v1").ParentElement!.ClassList);
    }

    [Fact]
    public void Everything_in_the_drawing_is_a_link_that_a_keyboard_reaches()
    {
        var page = Show<TopologyPage>(TestFleet.Lab());

        string[] ids = ["host-v1", "tunnel-classic-v1-v2", "workload-web", "network-blue"];
        Assert.All(ids, id => Assert.Equal(("a", true), (ById(page, id).LocalName, ById(page, id).GetAttribute("href")!.StartsWith("topology?at=", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("host:v3", "v3", "Down")]
    [InlineData("host:v3", "v3", "Labelsrack=7")]
    [InlineData("tunnel:blue:v1:v3", "v1 – v3", "v3 not linked")]
    [InlineData("network:blue", "blue", "10.100.0.0/16")]
    [InlineData("host:v9", "v9", "There is no such host any more")]
    public void Shows_the_details_of_what_the_address_chooses(string at, string title, string says)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"topology?at={at}");
        var fleet = new TestFleet().Host("v1").Host("v3", HostLinkState.Down).Label("rack", "7");
        var page = Show<TopologyPage>(fleet.Network("blue", "10.100.0.0/16", members: ["v1", "v3"]));

        Assert.Equal(title, ById(page, "details-title").TextContent);
        Assert.Contains(says, ById(page, "details").TextContent);
    }

    [Fact]
    public void Tells_at_which_revision_a_host_that_lags_is()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("topology?at=host:v1");
        var page = Show<TopologyPage>(new TestFleet().Host("v1").Network("blue", "10.100.0.0/16", members: ["v1"], behind: ["v1"]));

        Assert.Contains("At revision 7 of 9", ById(page, "details").TextContent);
    }

    [Fact]
    public async Task Turns_red_by_itself_when_a_host_goes_down()
    {
        var page = Show<TopologyPage>(TestFleet.Lab());
        Assert.Equal("linked", ById(page, "host-v2").GetAttribute("data-state"));

        Controller.Link("v2", HostLinkState.Down);
        await LookAgainAsync();
        page.WaitForState(() => ById(page, "host-v2").GetAttribute("data-state") == "down");

        Assert.Equal("down", ById(page, "tunnel-blue-v1-v2").GetAttribute("data-state"));
        Assert.Equal("in-sync", ById(page, "tunnel-blue-v1-v3").GetAttribute("data-state"));
    }

    [Fact]
    public void Without_hosts_says_what_to_do_with_the_exact_lines()
    {
        var page = Show<TopologyPage>(new TestFleet());

        var lines = page.FindAll("[data-testid=line]").Select(line => line.TextContent).ToList();
        Assert.Contains("""curl -H "Authorization: Bearer $CLOUDNET_TOKEN" -H "Content-Type: application/json" -d '{"name":"blue","range":"10.100.0.0/16"}' http://localhost/api/v1/networks""", lines);
        Assert.Contains("cloudnet attach <pid or namespace> --network blue --name web --label app=web", lines);
        Assert.Contains("hosts?new=true", page.Find("[data-testid=empty-topology]").InnerHtml);
    }

    [Fact]
    public void Controller_out_of_reach_from_the_start_is_said_in_place()
    {
        Controller.Fault = new IOException("connection refused");
        var page = Render<TopologyPage>();

        page.WaitForElement("[data-testid=no-answer]");
        Assert.Equal("Topology", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Person_who_was_signed_out_elsewhere_goes_to_the_sign_in()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("topology?at=host:v1");
        var page = Show<TopologyPage>(TestFleet.Lab());

        Controller.Fault = new SignedOutException();
        await LookAgainAsync();

        page.WaitForAssertion(() => Assert.Equal("http://localhost/sign-in?ended=true&returnUrl=%2Ftopology%3Fat%3Dhost%3Av1", navigation.Uri));
    }

    [Fact]
    public async Task Controller_lost_later_leaves_the_last_picture_and_says_so()
    {
        var page = Show<TopologyPage>(TestFleet.Lab());

        Controller.Fault = new IOException("connection refused");
        await LookAgainAsync();
        page.WaitForElement("[data-testid=stale]");

        Assert.Equal(3, page.FindAll("a.host-link").Count);
    }
}
