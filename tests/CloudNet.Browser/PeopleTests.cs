using CloudNet.Browser.Chromium;
using CloudNet.EndToEnd.Controllers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>Somebody is invited on the dashboard of the shipped controller, accepts in a browser, and is a member.</summary>
[Trait("needs", "root")]
[Collection(PeopleLabCollection.Name)]
public sealed class PeopleTests(PeopleLab lab) : IAsyncLifetime
{
    private Visit Visit { get; set; } = null!;

    private IPage Page => Visit.Page;

    public async ValueTask InitializeAsync() => Visit = await lab.VisitAsync();

    public ValueTask DisposeAsync() => Visit.DisposeAsync();

    [Fact]
    public async Task Somebody_is_invited_accepts_and_signs_in_and_the_audit_log_has_it()
    {
        await Visit.SignInAsync("/people", ControllerSettings.User, ControllerSettings.Password);
        await Expect(Page.GetByTestId($"role-of-{ControllerSettings.User}")).ToHaveTextAsync("owner");
        await Page.GetByTestId("invite").ClickAsync();
        await Page.GetByLabel("Who is invited").FillAsync("Grace");
        await Page.GetByTestId("make-invitation").ClickAsync();
        var link = await Page.GetByTestId("invitation-link").TextContentAsync() ?? "";
        await Page.GetByTestId("done").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Invitations" })).ToContainTextAsync("Grace");
        await SignOutAsync();

        await Page.GotoAsync(link);
        await Expect(Page.GetByLabel("Invitation")).ToHaveValueAsync(link.Split('#')[1]);
        Assert.DoesNotContain("cni_", Page.Url, StringComparison.Ordinal);
        await AcceptAsync("short");
        await Expect(Page.GetByTestId("invitation-refused")).ToContainTextAsync("8 characters");
        await AcceptAsync("a password of hers");
        await Expect(Page.GetByTestId("accepted")).ToContainTextAsync("viewer");
        await Page.GetByText("Sign in").ClickAsync();
        await Page.GotoAsync(link);
        await AcceptAsync("a password of hers");
        await Expect(Page.GetByTestId("invitation-refused")).ToContainTextAsync("is used, revoked or expired");

        await Visit.SignInAsync("/people", "grace", "a password of hers");
        await Expect(Page.GetByTestId("role-of-grace")).ToHaveTextAsync("viewer");
        await Expect(Page.GetByTestId("invite")).ToHaveCountAsync(0);
        await Visit.GoAsync("/audit");
        await Expect(Page.GetByTestId("refusal")).ToContainTextAsync("admin");
        await SignOutAsync();
        await Visit.SignInAsync("/audit", ControllerSettings.User, ControllerSettings.Password);
        await Expect(Page.GetByTestId("audit")).ToContainTextAsync("member grace created by grace · AcceptInvitation over dashboard");
    }

    private async Task AcceptAsync(string password)
    {
        await Page.GetByLabel("Name").FillAsync("grace");
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
    }

    private async Task SignOutAsync()
    {
        await Page.GetByTestId("sign-out").ClickAsync();
        await Expect(Page).ToHaveTitleAsync("Sign in · CloudNet");
    }
}
