using System.Net;
using CloudNet.Controller.Tests.Access;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>A browser: it keeps cookies, and goes where it is sent, one step at a time, until a page is shown.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly HttpClient http;

    public TestBrowser(Uri home) =>
        http = new(new SocketsHttpHandler { UseCookies = true, CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = home };

    /// <summary>Every address that it was sent to by the last <see cref="GoAsync"/>, the first one too.</summary>
    public List<Uri> Way { get; } = [];

    /// <summary>Loads an address, and goes on to where that leads.</summary>
    /// <returns>Path and query of the page of the controller where it ends: one that leads nowhere, or the one that it is not to load.</returns>
    public async Task<string> GoAsync(string address, string? notTo = null)
    {
        Way.Clear();
        var next = new Uri(http.BaseAddress!, address);
        for (var steps = 0; steps < 10; steps++)
        {
            Way.Add(next);
            if (notTo is not null && next.AbsolutePath == notTo) return next.PathAndQuery;
            using var response = await http.GetAsync(next);
            if (response.Headers.Location is not { } location)
            {
                Assert.Equal(http.BaseAddress!.Authority, next.Authority);
                return next.PathAndQuery;
            }
            next = new Uri(next, location);
        }
        throw new InvalidOperationException($"It goes round: {string.Join(' ', Way)}");
    }

    public async Task<string> PostAsync(string path)
    {
        using var response = await http.PostAsync(path, null);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Signs in by the password.</summary>
    public Task<string> SignInAsync(string user, string password = MemberSteps.Password) =>
        PostAsync($"/test/sign-in?user={user}&password={Uri.EscapeDataString(password)}");

    /// <summary>Whether it is signed in, and a member.</summary>
    public async Task<bool> IsInAsync()
    {
        using var response = await http.GetAsync("/api/v1/members");
        return response.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Links who sits at the provider, as the account's page does.</summary>
    public async Task<string> LinkAsync(string? notTo = null) =>
        await GoAsync(await PostAsync($"/test/provider-begin?password={Uri.EscapeDataString(MemberSteps.Password)}"), notTo);

    public void Dispose() => http.Dispose();
}
