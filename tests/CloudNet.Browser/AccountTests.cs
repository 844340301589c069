using CloudNet.Browser.Chromium;
using CloudNet.Controller.Tests.Access;
using CloudNet.EndToEnd.Controllers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>A person changes how they sign in, on the dashboard of the shipped controller, and signs in so.</summary>
[Trait("needs", "root")]
[Collection(PeopleLabCollection.Name)]
public sealed class AccountTests(PeopleLab lab) : IAsyncLifetime
{
    private Visit Visit { get; set; } = null!;

    private IPage Page => Visit.Page;

    public async ValueTask InitializeAsync() => Visit = await lab.VisitAsync();

    public ValueTask DisposeAsync() => Visit.DisposeAsync();

    [Fact]
    public async Task A_second_factor_is_set_up_there_and_asked_for_on_the_second_page_of_the_sign_in()
    {
        await Visit.SignInAsync("/hosts", ControllerSettings.User, ControllerSettings.Password);
        await Page.GetByTestId("account").ClickAsync();
        await Expect(Page.GetByTestId("factor-off")).ToBeVisibleAsync();
        await SendAsync("Your password", "not the password", "Set it up");
        await Expect(Page.GetByTestId("account-refused")).ToContainTextAsync("The password is not yours");
        await SendAsync("Your password", ControllerSettings.Password, "Set it up");

        var app = new AuthenticatorApp(await Page.GetByTestId("secret").TextContentAsync() ?? "");
        await Expect(Page.GetByTestId("qr")).ToBeVisibleAsync();
        Assert.Contains(app.Secret, await Page.GetByTestId("otpauth").GetAttributeAsync("href"), StringComparison.Ordinal);
        await SendAsync("Code that the app shows", app.Wrong(), "Turn on");
        await Expect(Page.GetByTestId("account-refused")).ToContainTextAsync("not the code of the secret");
        await SendAsync("Code that the app shows", app.Next(), "Turn on");
        await Expect(Page.GetByTestId("recovery-codes")).ToContainTextAsync("-");
        var recovery = (await Page.GetByTestId("recovery-codes").TextContentAsync() ?? "").Split('\n');
        Assert.Equal(10, recovery.Length);

        // Whoever turned it on stays signed in; who comes anew is asked.
        await SignOutAsync();
        await SignInAsync(app.Wrong());
        await Expect(Page.GetByTestId("sign-in-refused")).ToContainTextAsync("That code is wrong");
        await Page.GetByLabel("Code").FillAsync(app.Next());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/networks");

        await Page.GetByTestId("account").ClickAsync();
        await Expect(Page.GetByTestId("factor-on")).ToContainTextAsync("Recovery codes left: 10");
        await Page.GetByLabel("Your password", new() { Exact = true }).FillAsync(ControllerSettings.Password);
        await SendAsync("Code of the app, or a recovery code", recovery[0], "Turn off");
        await Expect(Page.GetByTestId("factor-off")).ToBeVisibleAsync();
        await Visit.GoAsync("/hosts");
        await Expect(Page).ToHaveTitleAsync("Hosts · CloudNet");
    }

    /// <summary>Otherwise it would come twice, and what was typed into the first is lost.</summary>
    [Fact]
    public async Task The_account_is_loaded_whole_also_from_a_page_whose_live_connection_is_not_there_yet()
    {
        await Visit.SignInAsync("/hosts", ControllerSettings.User, ControllerSettings.Password);
        Visit.ServerGoesAway = true;
        await Page.RouteAsync("**/_blazor/negotiate*", _ => { }); // never answered
        await Page.GotoAsync("/networks", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Page.RunAndWaitForRequestAsync(
            () => Page.GetByTestId("account").ClickAsync(), request => request.IsNavigationRequest && new Uri(request.Url).AbsolutePath == "/account");
        await Expect(Page).ToHaveTitleAsync("Your account · CloudNet");
    }

    [Fact]
    public async Task The_password_is_changed_there_and_the_one_before_signs_in_no_more()
    {
        const string Newer = "another long password";
        await Visit.SignInAsync("/hosts", ControllerSettings.User, ControllerSettings.Password);
        await Page.GetByTestId("account").ClickAsync();
        await ChangeAsync("not the password", Newer);
        await Expect(Page.GetByTestId("current-password-problem")).ToBeVisibleAsync();
        await ChangeAsync(ControllerSettings.Password, Newer);
        await Expect(Page.GetByTestId("password-changed")).ToBeVisibleAsync();

        await SignOutAsync();
        await SignInWithAsync(ControllerSettings.Password);
        await Expect(Page.GetByTestId("sign-in-refused")).ToBeVisibleAsync();
        await SignInWithAsync(Newer);
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/networks");
        await Page.GetByTestId("account").ClickAsync();
        await ChangeAsync(Newer, ControllerSettings.Password);
        await Expect(Page.GetByTestId("password-changed")).ToBeVisibleAsync();
    }

    private async Task ChangeAsync(string password, string newer)
    {
        await Page.GetByLabel("Current password").FillAsync(password);
        await Page.GetByLabel("New password", new() { Exact = true }).FillAsync(newer);
        await SendAsync("New password again", newer, "Change password");
    }

    // Whoever goes on at once may still be signed in.
    private async Task SignOutAsync()
    {
        await Visit.GoAsync("/hosts");
        await Page.GetByTestId("sign-out").ClickAsync();
        await Expect(Page).ToHaveTitleAsync("Sign in · CloudNet");
    }

    private async Task SignInAsync(string code)
    {
        await SignInWithAsync(ControllerSettings.Password);
        await SendAsync("Code", code, "Sign in");
    }

    private async Task SignInWithAsync(string password)
    {
        await Page.GotoAsync("/networks");
        await Page.GetByLabel("User").FillAsync(ControllerSettings.User);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task SendAsync(string field, string value, string button)
    {
        await Page.GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }
}
