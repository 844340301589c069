using System.Text.Json;
using CloudNet.Controller.Tests.Access;
using CloudNet.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>Linking an account of the provider and ending that, and what holds for who signs in by it as by the password.</summary>
public sealed partial class ProviderSignInTests
{
    private static string Password => Uri.EscapeDataString(MemberSteps.Password);

    [Fact]
    public async Task Linking_takes_the_password_and_is_done_in_ones_own_session_alone()
    {
        using var first = await PersonAsync("oidc-el");
        using var second = await PersonAsync("oidc-fa");
        provider.Subject = "subject of oidc-el";
        using var el = Browser();
        await el.SignInAsync("oidc-el");
        Assert.Equal("refused", await el.PostAsync("/test/provider-begin?password=not-this-one"));
        var begun = await el.PostAsync($"/test/provider-begin?password={Password}");

        using var fa = Browser();
        await fa.SignInAsync("oidc-fa");
        Assert.Equal("/account?provider=NotLinked", await fa.GoAsync(begun, notTo: SignInPath.Account));
        using var nobody = Browser();
        Assert.Equal("/account?provider=NotLinked", await nobody.GoAsync(begun, notTo: SignInPath.Account));
        Assert.Equal("/account?provider=NotLinked", await el.GoAsync($"/sign-in/provider?link={begun[^40..]}", notTo: SignInPath.Account));
        Assert.False(await IsLinkedAsync("oidc-el"));
        Assert.Equal("/account?provider=Linked", await el.GoAsync(begun, notTo: SignInPath.Account));

        // One account of the provider is one person's, and one person has one.
        Assert.Equal("/account?provider=NotLinked", await fa.LinkAsync(notTo: SignInPath.Account));
        provider.Subject = "another subject";
        Assert.Equal("/account?provider=NotLinked", await el.LinkAsync(notTo: SignInPath.Account));
    }

    [Fact]
    public async Task Leave_to_link_ends_after_minutes_and_with_the_security_stamp()
    {
        using var owner = await PersonAsync("oidc-gi");
        provider.Subject = "subject of oidc-gi";
        using var browser = Browser();
        await browser.SignInAsync("oidc-gi");
        var begun = await browser.PostAsync($"/test/provider-begin?password={Password}");
        controller.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("/account?provider=NotLinked", await browser.GoAsync(begun, notTo: SignInPath.Account));

        begun = await browser.PostAsync($"/test/provider-begin?password={Password}");
        using (var gi = await controller.SignInAsync("oidc-gi", "oidc-gi")) await gi.TurnOnAsync();
        Assert.Equal("/account?provider=NotLinked", await browser.GoAsync(begun, notTo: SignInPath.Account));
        Assert.False(await IsLinkedAsync("oidc-gi"));
    }

    [Fact]
    public async Task Ending_it_takes_the_password_and_ends_the_other_sessions()
    {
        using var owner = await PersonAsync("oidc-hu");
        using var browser = await LinkedAsync("oidc-hu");
        using var other = Browser();
        await other.GoAsync("/sign-in/provider", notTo: ReturnAddress.Home);
        Assert.True(await other.IsInAsync());
        Assert.Equal("refused", await browser.PostAsync("/test/provider-end?password=not-this-one"));
        Assert.Equal("ended", await browser.PostAsync($"/test/provider-end?password={Password}"));
        Assert.True(await browser.IsInAsync());
        Assert.False(await other.IsInAsync());
        Assert.StartsWith("/sign-in?provider=Unknown", await other.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
        Assert.Equal("refused", await browser.PostAsync($"/test/provider-end?password={Password}"));

        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "oidc-hu")).Id;
        var log = await db.Audit.Where(row => row.TenantId == tenant && row.Operation.EndsWith("Provider")).OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(
            ["LinkProvider off on", "EndProvider on off"],
            log.Select(row => $"{row.Operation} {Told(row.Before!)} {Told(row.After!)}"));
        Assert.All(log, row => Assert.Equal(("oidc-hu", "member", "oidc-hu", "dashboard"), (row.ActorName, row.Kind, row.SubjectName, row.Origin)));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_as_after_a_password()
    {
        using var owner = await PersonAsync("oidc-io");
        using var linked = await LinkedAsync("oidc-io");
        using var io = await controller.SignInAsync("oidc-io", "oidc-io");
        var (app, _) = await io.TurnOnAsync();
        using var browser = Browser();
        Assert.Equal("/sign-in/code?returnUrl=%2Fhosts", await browser.GoAsync("/sign-in/provider?returnUrl=%2Fhosts", notTo: SignInPath.Code));
        Assert.False(await browser.IsInAsync());
        Assert.Equal("Refused", await browser.PostAsync($"/sign-in/test-code?code={app.Wrong()}"));
        Assert.False(await browser.IsInAsync());
        Assert.Equal("SignedIn", await browser.PostAsync($"/sign-in/test-code?code={app.Next()}"));
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task Who_is_locked_out_or_a_member_of_nothing_does_not_come_in_by_it()
    {
        using var owner = await PersonAsync("oidc-jo");
        using var linked = await LinkedAsync("oidc-jo");
        using var browser = Browser();
        for (var wrong = 0; wrong < 5; wrong++) Assert.Equal("Refused", await browser.SignInAsync("oidc-jo", "not this one"));
        Assert.StartsWith("/sign-in?provider=LockedOut", await browser.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
        Assert.False(await browser.IsInAsync());
        controller.Clock.Advance(TimeSpan.FromMinutes(16));
        await owner.DeleteAsync("/api/v1/members/oidc-jo");
        Assert.StartsWith("/sign-in?provider=NoTenant", await browser.GoAsync("/sign-in/provider", notTo: SignInPath.Page));
        Assert.False(await browser.IsInAsync());
    }

    private static string? Told(string told) => JsonDocument.Parse(told).RootElement.GetProperty("providerSignIn").GetString();
}
