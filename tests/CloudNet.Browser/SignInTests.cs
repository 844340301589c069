using CloudNet.Browser.Chromium;
using CloudNet.Browser.Host;
using CloudNet.Web.Tests.Fleets;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

public sealed class SignInTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private DashboardHost host = null!;
    private Visit visit = null!;

    public async ValueTask InitializeAsync()
    {
        host = await DashboardHost.StartAsync();
        host.Controller.Fleet = TestFleet.Lab(TimeProvider.System.GetUtcNow()).Snapshot();
        visit = await Visit.OpenAsync(chromium.Browser, host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await visit.DisposeAsync();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/topology")]
    [InlineData("/networks/blue")]
    [InlineData("/hosts")]
    [InlineData("/workloads")]
    public async Task Every_page_leads_to_the_sign_in_first_and_asks_the_controller_nothing(string path)
    {
        await visit.Page.GotoAsync(path);

        await Expect(visit.Page).ToHaveTitleAsync("Sign in · CloudNet");
        Assert.Equal(0, host.Controller.Looks);
    }

    [Fact]
    public async Task Returns_to_the_page_that_was_asked_for() => await visit.SignInAsync("/networks/blue");

    [Theory]
    [InlineData("//example.org/")]
    [InlineData("https://example.org/")]
    public async Task Link_that_would_lead_to_another_server_leads_home(string elsewhere)
    {
        await visit.Page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");
        await SendAsync(OnePersonSignIn.User, OnePersonSignIn.Password);

        await visit.Page.WaitForURLAsync(host.Address + "topology");
    }

    [Theory]
    [InlineData("admin", "wrong", "That user and password do not match. Check both, and try again.")]
    [InlineData("nobody", OnePersonSignIn.Password, "That user and password do not match. Check both, and try again.")]
    [InlineData("locked", OnePersonSignIn.Password, "Too many attempts. Wait a few minutes, then try again.")]
    public async Task Refusal_is_said_without_telling_which_of_the_two_was_wrong(string user, string password, string said)
    {
        await visit.Page.GotoAsync("/sign-in");
        await SendAsync(user, password);

        await Expect(visit.Page.GetByTestId("sign-in-refused")).ToHaveTextAsync(said);
        await Expect(visit.Page.GetByLabel("User")).ToHaveValueAsync(user);
        await Expect(visit.Page.GetByLabel("Password")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await visit.SignInAsync();
        await visit.Page.GetByTestId("sign-out").ClickAsync();
        await Expect(visit.Page).ToHaveTitleAsync("Sign in · CloudNet");

        await visit.Page.GotoAsync("/hosts");
        await Expect(visit.Page).ToHaveTitleAsync("Sign in · CloudNet");
    }

    [Theory]
    [InlineData("/sign-in", "_handler=sign-in&Form.User=admin&Form.Password=x")]
    [InlineData("/sign-out", "")]
    public async Task Form_from_another_site_is_refused(string path, string body)
    {
        await visit.SignInAsync();

        // The browser's cookies, and no token of a form of this site.
        var answer = await visit.Page.APIRequest.PostAsync(path, new()
        {
            DataString = body,
            Headers = [new("Content-Type", "application/x-www-form-urlencoded")],
        });

        Assert.Equal(400, answer.Status);
        await visit.GoAsync("/hosts");
        await Expect(visit.Page).ToHaveTitleAsync("Hosts · CloudNet");
    }

    private async Task SendAsync(string user, string password)
    {
        await visit.Page.GetByLabel("User").FillAsync(user);
        await visit.Page.GetByLabel("Password").FillAsync(password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
