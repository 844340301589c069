using System.Text.RegularExpressions;
using CloudNet.Browser.Chromium;
using CloudNet.Browser.Host;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Web.Tests.Fleets;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>A network's policies in a browser: by keys alone, on a desk and on a phone.</summary>
public sealed class PolicyPageTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_is_made_by_keyboard_changed_and_removed_and_the_default_denied_after_it_is_told_what_that_refuses(bool phone)
    {
        await using var host = await DashboardHost.StartAsync();
        host.Controller.Fleet = TestFleet.Lab(TimeProvider.System.GetUtcNow()).Snapshot();
        host.Controller.Default(PolicyDefault.Count, PolicyDefault.Allow);
        host.Controller.ByDefault = (new(1200, 99_000), new(0, 0));
        await using var visit = await Visit.OpenAsync(chromium.Browser, host.Address, phone);
        await visit.SignInAsync();
        await visit.GoAsync("/networks/blue");
        var page = visit.Page;

        await MakeByKeysAsync(page);
        await Expect(page.GetByTestId("policy-web-to-db")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("matched-web-to-db")).ToHaveTextAsync("0 packets");

        // Somebody else makes one that is judged first: it comes by itself, and above.
        host.Controller.Judge(new NetworkId(TestFleet.Id("blue")), new("none-from-out", "ingress", "deny", Peers: [new(Cidr: "0.0.0.0/0")]), 7);
        host.Controller.Signal();
        await Expect(page.Locator(".policy-name")).ToHaveTextAsync(["none-from-out", "web-to-db"]);

        await page.GetByTestId("change-default-ingress").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^deny") }).CheckAsync();
        await Expect(page.GetByTestId("denying")).ToContainTextAsync("So far count has counted 1,200 packets, 99,000 bytes");
        await page.GetByTestId("policy-default-do").ClickAsync();
        await Expect(page.GetByTestId("default-ingress")).ToHaveTextAsync("deny");

        await page.GetByTestId("remove-policy-web-to-db").ClickAsync();
        await Expect(page.GetByTestId("consequences")).ToContainTextAsync("the default of ingress, which is deny.");
        await page.GetByTestId("confirm").ClickAsync();
        await Expect(page.GetByTestId("policy-web-to-db")).ToHaveCountAsync(0);
    }

    // Refused first: the form stays, with what is wrong at its field.
    private static async Task MakeByKeysAsync(IPage page)
    {
        await page.GetByTestId("new-policy").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("policy-name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("web-to-db");
        await page.GetByTestId("policy-selector").FocusAsync();
        await page.Keyboard.TypeAsync("app=db");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("app=web");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("192.0.2.0/24");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("70000");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("70000 is no port of 1 to 65535.")).ToBeVisibleAsync();
        await page.GetByTestId("policy-ports").FillAsync("5432");
        await Expect(page.GetByTestId("policy-sentence")).ToHaveTextAsync(
            "Allows connections to workloads with app=db from workloads with app=web or 192.0.2.0/24, 5432.");
        // From the button: a field that is taken away while it has the focus tells of its blur, at times too late for the server to know it.
        await page.GetByTestId("policy-do").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("policy-do")).ToHaveCountAsync(0);
    }
}
