using System.Text.RegularExpressions;
using CloudNet.Browser.Chromium;
using CloudNet.Browser.Host;
using CloudNet.Contracts.Hosts;
using CloudNet.Web.SignIn;
using CloudNet.Web.Tests.Fleets;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>Pages whose person or server is gone.</summary>
public sealed partial class LivePageTests
{
    [Fact]
    public async Task Person_who_was_signed_out_elsewhere_is_led_to_the_form_and_not_back()
    {
        await visit.GoAsync("/hosts");
        host.Controller.Fault = new SignedOutException();
        host.Controller.Signal();

        await Expect(Page.GetByTestId("sign-in-refused")).ToContainTextAsync("You are signed out");
        host.Controller.Fault = null;
        await Page.GetByLabel("User").FillAsync(OnePersonSignIn.User);
        await Page.GetByLabel("Password").FillAsync(OnePersonSignIn.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(Page).ToHaveTitleAsync("Hosts · CloudNet");
    }

    [Fact]
    public async Task Lost_connection_is_shown_and_the_page_comes_back_with_the_server()
    {
        visit.ServerGoesAway = true;
        await Expect(Page.GetByTestId("host-v1")).ToBeVisibleAsync();
        var address = host.Address.ToString();
        await host.DisposeAsync();
        await Expect(Page.GetByTestId("connection-lost")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("host-v1")).ToBeVisibleAsync();

        host = await DashboardHost.StartAsync(address);
        host.Controller.Fleet = new TestFleet(TimeProvider.System.GetUtcNow()).Host("v7").Snapshot();
        await Expect(Page.GetByTestId("host-v7")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(Page.GetByTestId("connection-lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Page_that_never_gets_its_live_connection_says_so_and_comes_back()
    {
        visit.ServerGoesAway = true;
        await Page.RouteAsync("**/_blazor**", route => route.AbortAsync());
        await Page.Clock.InstallAsync();
        await Page.GotoAsync("/hosts");
        await Page.Clock.RunForAsync(20_000);
        await Expect(Page.GetByTestId("connection-lost")).ToBeVisibleAsync();

        await Page.Clock.ResumeAsync();
        await Page.UnrouteAsync("**/_blazor**");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Page.GetByTestId("host-v1")).ToBeVisibleAsync();
    }
}
