using CloudNet.Browser.Chromium;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>Pages whose server is far away.</summary>
public sealed partial class LivePageTests
{
    [Fact]
    public async Task Form_is_filled_in_by_keyboard_over_a_slow_link_and_each_word_stays_in_its_field()
    {
        await SlowLink.BetweenAsync(Page, TimeSpan.FromMilliseconds(200));
        await visit.GoAsync("/networks");
        await Page.GetByTestId("new-network").ClickAsync();
        await Expect(Page.GetByLabel("Name")).ToBeFocusedAsync();

        await Page.Keyboard.TypeAsync("green");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync("10.200.0.0/16", new() { Delay = 50 });

        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("green");
        await Expect(Page.GetByLabel("Address range")).ToHaveValueAsync("10.200.0.0/16");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("h1")).ToHaveTextAsync("green");
    }
}
