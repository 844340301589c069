using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>Signing in by an OpenID provider, with a real one: OpenIddict's server.</summary>
public sealed partial class ProviderSignInTests(ProviderFixture both) : IClassFixture<ProviderFixture>
{
    private readonly ControllerFixture controller = both.Controller;
    private readonly TestProvider provider = both.Provider;

    [Fact]
    public async Task Who_linked_it_signs_in_by_it_and_lands_where_they_wanted_to_go()
    {
        using var owner = await PersonAsync("oidc-ada");
        using var browser = await LinkedAsync("oidc-ada");
        using var other = Browser();
        Assert.Equal("/test/page?x=1", await other.GoAsync("/sign-in/provider?returnUrl=%2Ftest%2Fpage%3Fx%3D1"));
        Assert.True(await other.IsInAsync());
        await other.PostAsync("/test/sign-out");
        Assert.False(await other.IsInAsync());
        Assert.True(await browser.IsInAsync());
        Assert.Equal(("code", "S256", "openid profile"), (provider.Asked["response_type"], provider.Asked["code_challenge_method"], provider.Asked["scope"]));
        Assert.Equal(new Uri(controller.Address, SignInPath.ProviderCallback).ToString(), provider.Asked["redirect_uri"]);
        Assert.NotEmpty(provider.Asked["nonce"]!);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    public async Task It_leads_to_no_other_server(string to)
    {
        using var owner = await PersonAsync("oidc-bo");
        using var browser = await LinkedAsync("oidc-bo");
        using var other = Browser();
        await other.GoAsync($"/sign-in/provider?returnUrl={Uri.EscapeDataString(to)}", notTo: ReturnAddress.Home);
        Assert.Equal(ReturnAddress.Home, other.Way[^1].AbsolutePath);
        Assert.True(await other.IsInAsync());
    }

    [Fact]
    public async Task A_subject_that_nobody_linked_is_nobody_whatever_its_name()
    {
        provider.Subject = "never-linked";
        using var browser = Browser();
        Assert.Equal("/sign-in?provider=Unknown&returnUrl=%2Fhosts", await browser.GoAsync("/sign-in/provider?returnUrl=%2Fhosts", notTo: SignInPath.Page));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task What_the_provider_refuses_is_told_on_the_sign_in_page()
    {
        provider.Subject = null;
        using var browser = Browser();
        Assert.Equal("/sign-in?provider=Denied&returnUrl=%2Ftopology", await browser.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_there_too()
    {
        await using var gone = new TestProvider();
        await gone.InitializeAsync();
        await using var replica = await controller.ReplicaAsync([.. ProviderFixture.Settings(gone.Address)]);
        await gone.DisposeAsync();
        using var browser = new TestBrowser(replica.Address);
        Assert.Equal("/sign-in?provider=Unreachable&returnUrl=%2Ftopology", await browser.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
    }

    [Fact]
    public async Task What_comes_back_is_good_once_and_in_the_browser_that_began()
    {
        using var owner = await PersonAsync("oidc-cy");
        using var linked = await LinkedAsync("oidc-cy");
        using (var browser = Browser())
        {
            var back = await browser.GoAsync("/sign-in/provider", notTo: SignInPath.ProviderCallback);
            using var stolen = Browser();
            Assert.StartsWith("/sign-in?provider=Failed", await stolen.GoAsync(back, notTo: SignInPath.Page));
            Assert.False(await stolen.IsInAsync());

            Assert.Equal(ReturnAddress.Home, await browser.GoAsync(back, notTo: ReturnAddress.Home));
            Assert.True(await browser.IsInAsync());
            await browser.PostAsync("/test/sign-out");
            Assert.StartsWith("/sign-in?provider=Failed", await browser.GoAsync(back, notTo: SignInPath.Page));
            Assert.False(await browser.IsInAsync());
        }
        using var forged = Browser();
        Assert.StartsWith("/sign-in?provider=Failed", await forged.GoAsync($"{SignInPath.ProviderCallback}?code=x&state=y", notTo: SignInPath.Page));
        Assert.StartsWith("/sign-in?provider=Failed", await forged.GoAsync(SignInPath.ProviderCallback, notTo: SignInPath.Page));
    }

    [Fact]
    public async Task An_id_token_for_another_attempt_is_refused()
    {
        using var owner = await PersonAsync("oidc-di");
        using var linked = await LinkedAsync("oidc-di");
        using var browser = Browser();
        provider.WrongNonce = "of another attempt";
        Assert.StartsWith("/sign-in?provider=Failed", await browser.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
        Assert.False(await browser.IsInAsync());
        provider.WrongNonce = null;
        Assert.Equal(ReturnAddress.Home, await browser.GoAsync("/sign-in/provider", notTo: ReturnAddress.Home));

        // The code of one attempt, with the state of another in the same browser: PKCE.
        using var mixed = Browser();
        var first = await mixed.GoAsync("/sign-in/provider", notTo: SignInPath.ProviderCallback);
        var second = await mixed.GoAsync("/sign-in/provider", notTo: SignInPath.ProviderCallback);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(second[second.IndexOf('?', StringComparison.Ordinal)..]);
        query["code"] = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(first[first.IndexOf('?', StringComparison.Ordinal)..])["code"];
        var address = Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(SignInPath.ProviderCallback, query);
        Assert.StartsWith("/sign-in?provider=Failed", await mixed.GoAsync(address, notTo: SignInPath.Page));
        Assert.False(await mixed.IsInAsync());
    }

    private TestBrowser Browser() => new(controller.Address);

    // The owner of a tenant that the person is a member of. Cases of a theory share both.
    private async Task<ApiClient> PersonAsync(string name)
    {
        await using (var db = controller.Database.Open())
            if (await db.Tenants.AnyAsync(row => row.Name == name)) return await controller.AdminAsync(name);
        var owner = await controller.NewTenantAsync(name);
        using var person = await controller.JoinAsync(owner, name, name, "viewer");
        return owner;
    }

    // A browser where they are signed in by their password, and have linked the subject of their name.
    private async Task<TestBrowser> LinkedAsync(string name)
    {
        provider.Subject = $"subject of {name}";
        var browser = Browser();
        Assert.Equal("SignedIn", await browser.SignInAsync(name));
        if (await browser.LinkAsync(notTo: SignInPath.Account) != "/account?provider=Linked") Assert.True(await IsLinkedAsync(name));
        return browser;
    }

    private async Task<bool> IsLinkedAsync(string name)
    {
        await using var db = controller.Database.Open();
        return await db.UserLogins.AnyAsync(row => row.ProviderKey == $"subject of {name}" && row.LoginProvider == provider.Address.ToString());
    }
}
