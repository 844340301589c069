using CloudNet.Browser.Chromium;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace CloudNet.Browser.Chromium;

/// <summary>
/// One Debian Chromium for all tests; each test opens a context of its own (cookies, sizes, colours). Playwright's driver comes
/// with its package; its own browsers are never downloaded.
/// </summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) throw new InvalidOperationException($"{Program} is missing: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(20_000);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
    }
}
