using Bunit;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Audit;
using Xunit;

namespace CloudNet.Web.Tests.Audit;

public sealed class AuditPageTests : DashboardContext
{
    [Fact]
    public void Entries_say_what_changed_and_older_ones_come_on_demand()
    {
        var page = Open<AuditPage>();
        var first = Words(ById(page, "audit").Children[0]);
        Assert.Contains("host v1 changed by ada · Dohost over dashboard, from 192.168.124.1", first, StringComparison.Ordinal);
        Assert.Contains("labels: {} → {\"rack\":\"7\"}", first, StringComparison.Ordinal);
        Assert.Equal(2, ById(page, "audit").Children.Length);
        ById(page, "audit-older").Click();
        page.WaitForAssertion(() => Assert.Equal(3, ById(page, "audit").Children.Length));
        Assert.Empty(page.FindAll("[data-testid=audit-older]"));
    }

    [Fact]
    public void A_search_begins_anew()
    {
        People.Entries.RemoveAll(entry => entry.Kind == "host");
        var page = Open<AuditPage>();
        Type(page, "audit-text", "blue");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(2, ById(page, "audit").Children.Length));
    }

    [Fact]
    public void A_search_while_an_answer_is_on_its_way_mixes_nothing()
    {
        var held = new TaskCompletionSource();
        People.Held = held.Task;
        var page = Open<AuditPage>();
        Type(page, "audit-text", "blue");
        page.Find("form").Submit();
        held.SetResult();
        ById(page, "audit-older").Click();
        page.WaitForAssertion(() => Assert.Equal(3, ById(page, "audit").Children.Length));
        Assert.Equal([new(), new()], People.Sought);
    }

    [Fact]
    public void Whoever_may_not_see_it_is_told_who_may()
    {
        People.NotAdmin = new("urn:cloudnet:not-allowed", "Not allowed", 403, "This takes the role admin.");
        Assert.Contains("This takes the role admin.", ById(Open<AuditPage>(), "refusal").TextContent, StringComparison.Ordinal);
    }
}
