using CloudNet.Browser.Chromium;
using CloudNet.Controller.Tests.Access;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>A person sets up a second factor on the dashboard of the shipped controller, and signs in with it.</summary>
[Trait("needs", "root")]
public sealed class SecondFactorTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private Lab lab = null!;
    private IBrowser browser = null!;
    private Visit visit = null!;

    private IPage Page => visit.Page;

    public async ValueTask InitializeAsync()
    {
        lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        browser = await chromium.InsideAsync(lab.ControllerSide, lab.Folder);
        visit = await Visit.OpenAsync(browser, controller.Url);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await visit.DisposeAsync();
        }
        finally
        {
            await browser.CloseAsync();
            await lab.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_is_set_up_on_the_account_page_and_asked_for_on_the_second_page_of_the_sign_in()
    {
        await visit.SignInAsync("/hosts", ControllerSettings.User, ControllerSettings.Password);
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
        await visit.GoAsync("/hosts");
        await Page.GetByTestId("sign-out").ClickAsync();
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
        await visit.GoAsync("/hosts");
        await Expect(Page).ToHaveTitleAsync("Hosts · CloudNet");
    }

    private async Task SignInAsync(string code)
    {
        await Page.GotoAsync("/networks");
        await Page.GetByLabel("User").FillAsync(ControllerSettings.User);
        await Page.GetByLabel("Password").FillAsync(ControllerSettings.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await SendAsync("Code", code, "Sign in");
    }

    private async Task SendAsync(string field, string value, string button)
    {
        await Page.GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }
}
