using System.Net;
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
        await Visit.GoAsync("/people");
        await Page.GetByTestId("change-grace").GetByRole(AriaRole.Button).ClickAsync();
        await Page.GetByText("Make operator").ClickAsync();
        await Expect(Page.GetByTestId("role-of-grace")).ToHaveTextAsync("operator");
        await Page.GetByTestId("remove-grace").ClickAsync();
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByTestId("role-of-grace")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_token_that_is_made_there_works_until_it_is_revoked_there()
    {
        await Visit.SignInAsync("/tokens", ControllerSettings.User, ControllerSettings.Password);
        await Page.GetByTestId("new-token").ClickAsync();
        await Page.GetByLabel("What it is for").FillAsync("nightly");
        await Page.GetByTestId("make-token").ClickAsync();
        var secret = await Page.GetByTestId("token-secret").TextContentAsync() ?? "";
        await Page.GetByTestId("done").ClickAsync();
        await Expect(Page.GetByTestId("revoke-nightly")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.OK, await AskWithAsync(secret));
        await Page.GetByTestId("revoke-nightly").ClickAsync();
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByTestId("revoke-nightly")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskWithAsync(secret));
    }

    private async Task<HttpStatusCode> AskWithAsync(string secret)
    {
        using var program = lab.Controller.Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using var answer = await program.GetAsync(new Uri("api/v1/networks", UriKind.Relative));
        return answer.StatusCode;
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
