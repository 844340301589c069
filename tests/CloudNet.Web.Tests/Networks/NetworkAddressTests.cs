using Bunit;
using CloudNet.Web.Hosts;
using CloudNet.Web.Networks;
using CloudNet.Web.Tests.Fleets;
using Xunit;

namespace CloudNet.Web.Tests.Networks;

/// <summary>What a network has to give, and what is kept for whom.</summary>
public sealed class NetworkAddressTests : DashboardContext
{
    [Fact]
    public void Shows_what_is_held_reserved_and_free_and_how_long_it_will_do()
    {
        var pool = ById(Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue")), "pool-ipv4");
        Assert.Contains("252 of 256 are free; at the pace of the last week for 90 days.", pool.TextContent);
        Assert.Contains("2 held, 1 of them expired", pool.TextContent);
        Assert.Contains("1 reserved", pool.TextContent);
        Assert.Contains("1 by reservation only", pool.TextContent);
        Assert.Contains("252 free of 256, 1 by reservation only", pool.QuerySelector(".pool-bar")!.GetAttribute("aria-label"));
        Assert.Contains("next: 10.100.4.0/24", pool.TextContent);
    }

    [Fact]
    public void A_full_network_says_the_way_out()
    {
        Controller.Pool = Controller.Pool with { Free = 0, NextFree = null, FullInDays = null };
        var pool = ById(Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue")), "pool-ipv4");
        Assert.Contains("None is free: add a range", pool.TextContent);
    }

    [Theory]
    [InlineData("999999", "999,999")]
    [InlineData("18446744073709551616", "1.8e+19")]
    [InlineData("1000000", "1e+6")]
    public void What_nobody_counts_is_a_power_of_ten(string count, string text) =>
        Assert.Equal(text, PoolWords.Number(decimal.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_range_is_added_and_an_overlap_is_allowed_only_where_it_was_refused()
    {
        Controller.Overlapping.Add("v1");
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        ById(page, "grow").Click();
        page.WaitForElement("[data-testid=grow-do]");
        Assert.Empty(page.FindAll("[data-testid=grow-overlap]"));
        Type(page, "grow-range", "10.101.0.0/16");
        page.Find("#grow-network").Submit();
        page.WaitForElement("[data-testid=grow-overlap]");
        Assert.Contains("A host has a route into it.", page.Markup);
        page.Find("input[type=checkbox][data-testid=grow-overlap], [data-testid=grow-overlap] input").Change(true);
        page.Find("#grow-network").Submit();
        page.WaitForAssertion(() => Assert.Equal(["grow blue 10.101.0.0/16"], Controller.Asked));
    }

    [Fact]
    public void An_address_is_pinned_shown_and_unpinned()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Type(page, "pin-workload", "db");
        Type(page, "pin-address", "nonsense");
        page.Find(".pin-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("It is no address. Write it like 10.100.1.20.", page.Markup));

        Type(page, "pin-address", "10.100.1.20");
        page.Find(".pin-form").Submit();
        page.WaitForAssertion(() => Assert.Equal("10.100.1.20", ById(page, "pin-db").TextContent));
        ById(page, "unpin-10.100.1.20").Click();
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=pin-db]")));
        Assert.Equal(["pin db 10.100.1.20", "unpin 10.100.1.20"], Controller.Asked);
    }

    [Fact]
    public void A_port_is_mapped_shown_and_mapped_no_longer()
    {
        var page = Show<NetworkPage>(TestFleet.Lab(), ("Name", "blue"));
        Type(page, "port-host", "v1");
        Type(page, "port-port", "many");
        Type(page, "port-workload", "web");
        Type(page, "port-target", "80");
        page.Find(".port-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("It is no port. Write it like 8080.", page.Markup));

        Type(page, "port-port", "8080-8081");
        page.Find(".port-form").Submit();
        page.WaitForAssertion(() => Assert.Equal("8080-8081/tcp", ById(page, "port-web").TextContent));
        Assert.Contains("80-81", page.Markup);
        ById(page, "unmap-web").Click();
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=port-web]")));
        Assert.Equal(["map v1 8080-8081 web 80", "unmap 8080-8081"], Controller.Asked);
    }

    [Fact]
    public void Leases_that_are_about_to_go_are_told_before_it_happens()
    {
        var told = Words(ById(Show<HostsPage>(TestFleet.Lab().Expiring("v9", "blue", -1).Expiring("v1", "blue", 5)), "expiring-leases"));
        Assert.Contains("2 leases of hosts that are not heard of", told);
        Assert.Contains("v9 in blue, 10.100.1.0/24: taken back 1 h ago; the host gets a subnet when it returns.", told);
        Assert.Contains("v1 in blue, 10.100.1.0/24: heard of 20 h ago; taken back in 5 h.", told);
    }

    [Fact]
    public void Where_all_leases_are_renewed_nothing_is_said_of_them() =>
        Assert.Empty(Show<HostsPage>(TestFleet.Lab()).FindAll("[data-testid=expiring-leases]"));
}
