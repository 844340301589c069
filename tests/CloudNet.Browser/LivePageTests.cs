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

/// <summary>What only a browser shows: pages that change by themselves, keys, copying, and a server that goes away.</summary>
public sealed partial class LivePageTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private DashboardHost host = null!;
    private Visit visit = null!;

    private IPage Page => visit.Page;

    public async ValueTask InitializeAsync()
    {
        host = await DashboardHost.StartAsync();
        host.Controller.Fleet = TestFleet.Lab(TimeProvider.System.GetUtcNow()).Snapshot();
        visit = await Visit.OpenAsync(chromium.Browser, host.Address);
        await visit.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await visit.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Host_turns_red_by_itself_and_green_again()
    {
        var (v2, tunnel) = (Page.GetByTestId("host-v2"), Page.GetByTestId("tunnel-blue-v1-v2"));
        await Expect(v2).ToHaveAttributeAsync("data-state", "linked");
        await Expect(tunnel).ToHaveAttributeAsync("data-state", "in-sync");
        var green = await ColourAsync(tunnel);

        host.Controller.Link("v2", HostLinkState.Down);
        await Expect(v2).ToHaveAttributeAsync("data-state", "down");
        await Expect(tunnel).ToHaveAttributeAsync("data-state", "down");
        Assert.NotEqual(green, await ColourAsync(tunnel));

        host.Controller.Link("v2", HostLinkState.Linked);
        await Expect(tunnel).ToHaveAttributeAsync("data-state", "in-sync");
        Assert.Equal(green, await ColourAsync(tunnel));
    }

    [Fact]
    public async Task Drawing_is_used_by_keyboard_alone_and_Back_undoes_a_choice()
    {
        await Page.GetByTestId("host-v1").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByTestId("details-title")).ToHaveTextAsync("v1");
        await Expect(Page).ToHaveURLAsync(new Regex("/topology\\?at=host:v1$"));

        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("*:focus")).ToHaveAttributeAsync("data-testid", new Regex("^workload-"));
        await Page.GoBackAsync();
        await Expect(Page.GetByTestId("details-title")).ToHaveTextAsync("All well");
    }

    [Fact]
    public async Task Host_is_clicked_anywhere_on_its_card_and_a_tunnel_on_its_line()
    {
        await Page.GetByTestId("host-v2").ClickAsync(new() { Position = new() { X = 180, Y = 30 } });
        await Expect(Page.GetByTestId("details-title")).ToHaveTextAsync("v2");

        await Page.GetByTestId("tunnel-classic-v1-v2").Locator(".badge").ClickAsync();
        await Expect(Page.GetByTestId("details-title")).ToHaveTextAsync("v1 – v2");
        await Expect(Page.GetByTestId("details-state")).ToHaveAttributeAsync("data-state", "in-sync");
    }

    [Fact]
    public async Task Install_line_is_shown_once_and_copied_also_without_a_clipboard()
    {
        await visit.GoAsync("/hosts");
        await Page.GetByTestId("add-host").ClickAsync();
        await Page.GetByLabel("blue").CheckAsync();
        await Page.GetByTestId("make-key").ClickAsync();
        var line = await Page.GetByTestId("install-line").TextContentAsync();
        Assert.Equal(["blue"], host.Controller.AskedKey!.Networks!);

        // Outside https and localhost a browser has no clipboard to give: the page falls back to a selection.
        await Page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await Page.EvaluateAsync("() => document.addEventListener('copy', () => window.copied = document.activeElement.value)");
        await Page.GetByTestId("copy").ClickAsync();
        await Expect(Page.GetByTestId("copy")).ToHaveTextAsync("Copied");
        Assert.Equal(line, await Page.EvaluateAsync<string>("window.copied"));

        await Page.GetByTestId("done").ClickAsync();
        await Expect(Page.GetByTestId("install-line")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Network_is_made_joined_and_removed()
    {
        await visit.GoAsync("/networks");
        await Page.GetByTestId("new-network").ClickAsync();
        await Expect(Page.GetByLabel("Name")).ToBeFocusedAsync();
        await Page.GetByLabel("Name").FillAsync("green");
        await Page.GetByLabel("Address range").FillAsync("10.200.0.0/16");
        await Page.GetByTestId("create").ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("green");

        await Page.GetByLabel("Host", new() { Exact = true }).ClickAsync();
        await Page.Locator(".mud-popover-open").GetByText("v3").ClickAsync();
        await Page.GetByTestId("join").ClickAsync();
        await Expect(Page.GetByTestId("lease-v3")).ToHaveAttributeAsync("data-state", "pending");

        await Page.GetByTestId("remove").ClickAsync();
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/networks$"));
        await Expect(Page.GetByTestId("network-green")).ToHaveCountAsync(0);
    }

    private static Task<string> ColourAsync(ILocator tunnel) =>
        tunnel.Locator(".glyph > :first-child").EvaluateAsync<string>("shape => getComputedStyle(shape).fill");
}
