using System.Runtime.Versioning;
using CloudNet.Browser.Chromium;
using CloudNet.EndToEnd.Namespaces;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace CloudNet.Browser.Chromium;

/// <summary>
/// One Debian Chromium for all tests; each test opens a context of its own (cookies, sizes, colours). Playwright's driver comes
/// with its package; its own browsers are never downloaded.
/// </summary>
[SupportedOSPlatform("linux")]
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
        Browser = await LaunchAsync(Program);
    }

    /// <summary>A browser inside a namespace of a lab: it sees what a machine there sees. Driven over a pipe, not the network.</summary>
    /// <param name="home">The namespace.</param>
    /// <param name="folder">Where the script that enters it is put.</param>
    public async Task<IBrowser> InsideAsync(NetworkNamespace home, string folder)
    {
        var script = Path.Combine(folder, "chromium");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec ip netns exec {home.Name} {Program} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await LaunchAsync(script);
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
    }

    private Task<IBrowser> LaunchAsync(string program) =>
        playwright!.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true, Args = Flags });
}
