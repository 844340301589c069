using CloudNet.Browser.Host;
using Microsoft.Playwright;
using Xunit;

namespace CloudNet.Browser.Chromium;

/// <summary>
/// One person's visit: a fresh browser context, and a record of all that no page may do (scripts that fail, files that are
/// missing, requests to any other server), which <see cref="DisposeAsync"/> checks.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    private Visit(IBrowserContext context, IPage page, Uri address) => (this.context, Page, Address) = (context, page, address);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The dashboard's address.</summary>
    public Uri Address { get; }

    /// <summary>Set where a test takes the server away: what the browser then complains of is wanted.</summary>
    public bool ServerGoesAway { get; set; }

    /// <summary>Opens a browser window at the dashboard, not signed in.</summary>
    public static async Task<Visit> OpenAsync(IBrowser browser, Uri address, bool phone = false, bool dark = false, bool still = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            DeviceScaleFactor = phone ? 2 : 1,
            HasTouch = phone,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = still ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        context.SetDefaultTimeout(30_000);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        visit.Record();
        return visit;
    }

    /// <summary>Signs in through the form and arrives at a page.</summary>
    public async Task SignInAsync(string path = "/topology", string user = OnePersonSignIn.User, string password = OnePersonSignIn.Password)
    {
        await Page.GotoAsync(path);
        await Page.GetByLabel("User").FillAsync(user);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).PathAndQuery == path);
    }

    /// <summary>Goes to a page and waits until it shows what the controller answered.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result is TestResult.Failed) await TellAsync();
        await context.CloseAsync();
        if (!ServerGoesAway) Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    // What a person would have had before them when the test failed, and what the browser had complained of until then.
    private async Task TellAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine($"At {Page.Url}, {faults.Count} faults: {string.Join("; ", faults)}");
        try
        {
            output?.WriteLine(await Page.Locator("body").AriaSnapshotAsync(new() { Timeout = 5_000 }));
        }
        catch (PlaywrightException error)
        {
            output?.WriteLine($"No page to read: {error.Message}");
        }
    }

    private void Record()
    {
        Page.PageError += (_, error) => faults.Add($"script: {error}");
        Page.Console += (_, line) => { if (line.Type is "error") faults.Add($"console: {line.Text}"); };
        Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && new Uri(request.Url).Authority != Address.Authority) faults.Add($"asks another server: {request.Url}");
        };
        Page.Response += (_, response) => { if (response.Status >= 400) faults.Add($"{response.Status}: {response.Url}"); };
    }
}
