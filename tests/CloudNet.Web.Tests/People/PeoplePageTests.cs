using Bunit;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.People;
using Xunit;

namespace CloudNet.Web.Tests.People;

public sealed class PeoplePageTests : DashboardContext
{
    [Fact]
    public void Everybody_is_shown_with_their_role_whatever_the_number_of_parts()
    {
        var page = Open<PeoplePage>();
        foreach (var (name, role) in new[] { ("ada", "owner"), ("grace", "operator"), ("linus", "viewer") }) Assert.Equal(role, ById(page, $"role-of-{name}").TextContent);
        Assert.Contains("edsger@example.org", page.Find("[aria-label=Invitations]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_is_changed_from_the_menu_and_the_page_shows_it()
    {
        var page = Open<PeoplePage>();
        Choose(page, "grace", "Make admin");
        page.WaitForAssertion(() => Assert.Equal("admin", ById(page, "role-of-grace").TextContent));
        Assert.Equal(["grace becomes admin"], People.Asked);
    }

    [Fact]
    public void A_refusal_is_shown_and_the_role_stays()
    {
        People.Refused = new("urn:cloudnet:conflict", "The last owner", 409, "ada is the only owner of the tenant, and stays it.");
        var page = Open<PeoplePage>();
        Choose(page, "ada", "Make viewer");
        Assert.Contains("stays it", ById(page, "refusal").TextContent, StringComparison.Ordinal);
        Assert.Equal("owner", ById(page, "role-of-ada").TextContent);
    }

    [Fact]
    public void Removing_asks_first()
    {
        var page = Open<PeoplePage>();
        ById(page, "remove-linus").Click();
        Assert.Contains("tokens", ById(page, "consequences").TextContent, StringComparison.Ordinal);
        Assert.Empty(People.Asked);
        ById(page, "confirm").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=role-of-linus]")));
        Assert.Equal(["remove linus"], People.Asked);
    }

    [Fact]
    public void An_invitation_is_a_link_that_keeps_its_secret_from_the_servers_log()
    {
        var page = Open<PeoplePage>();
        ById(page, "invite").Click();
        Type(page, "invited", " barbara ");
        page.Find("#invite").Submit();
        Assert.Equal("http://localhost/invitation#cni_secret", ById(page, "invitation-link").TextContent);
        Assert.Equal(["invite barbara as viewer"], People.Asked);
        ById(page, "done").Click();
        page.WaitForAssertion(() => Assert.Contains("barbara", page.Find("[aria-label=Invitations]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_may_not_invite_is_not_asked_to()
    {
        People.NotAdmin = new("urn:cloudnet:not-allowed", "Not allowed", 403, "This takes the role admin.");
        var page = Open<PeoplePage>();
        ById(page, "role-of-ada");
        Assert.Empty(page.FindAll("[data-testid=invite]"));
        foreach (var name in new[] { "ada", "grace", "linus" })
        {
            Assert.Empty(page.FindAll($"[data-testid=change-{name}]"));
            Assert.Empty(page.FindAll($"[data-testid=remove-{name}]"));
        }
        Assert.Empty(page.FindAll("[data-testid=refusal]"));
    }

    [Fact]
    public void Whoever_may_not_change_others_may_leave()
    {
        People.NotAdmin = new("urn:cloudnet:not-allowed", "Not allowed", 403, "This takes the role admin.");
        SignIn.SetAuthorized("linus");
        var page = Open<PeoplePage>();
        ById(page, "remove-linus");
        Assert.Empty(page.FindAll("[data-testid=remove-ada]"));
    }

    private static void Choose(IRenderedComponent<Bunit.Rendering.ContainerFragment> page, string name, string item)
    {
        ById(page, $"change-{name}").QuerySelector("button")!.Click();
        page.WaitForElements(".mud-menu-item").Single(one => Words(one) == item).Click();
    }
}
