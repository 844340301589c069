using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Providers;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

/// <summary>What a change of the password ends, what it leaves, and what the person's tenants see of it.</summary>
public sealed partial class PasswordTests
{
    [Fact]
    public async Task Other_sessions_end_and_the_one_that_changed_it_and_the_tokens_go_on()
    {
        using var owner = await controller.NewTenantAsync("password-sessions");
        using var gus = await controller.JoinAsync(owner, "password-sessions", "password-gus", "viewer");
        var made = await gus.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("script", null, "viewer"), 201);
        using var script = new ApiClient(controller.Address, made.Secret);
        using var here = new TestBrowser(controller.Address);
        using var elsewhere = new TestBrowser(controller.Address);
        foreach (var browser in new[] { here, elsewhere }) Assert.Equal("SignedIn", await browser.SignInAsync("password-gus"));

        Assert.Equal("urn:cloudnet:not-allowed", await ChangeAsync(here, "not the password"));
        Assert.True(await elsewhere.IsInAsync());
        Assert.Equal("changed", await ChangeAsync(here, Old));
        Assert.True(await here.IsInAsync());
        Assert.False(await elsewhere.IsInAsync());
        Assert.Equal("Refused", await elsewhere.SignInAsync("password-gus"));
        Assert.Equal("SignedIn", await elsewhere.SignInAsync("password-gus", Next));
        foreach (var client in new[] { gus, script }) Assert.Equal("password-gus", (await client.GetAsync<SecondFactorRecord>(SecondFactorSteps.Path)).User);
        // A token that is limited to a role does nothing in person.
        Assert.Equal(403, await script.ChangePasswordAsync(Next, Old));
    }

    [Fact]
    public async Task A_right_password_that_waits_for_its_code_waits_in_vain()
    {
        using var owner = await controller.NewTenantAsync("password-waits");
        using var hal = await controller.JoinAsync(owner, "password-waits", "password-hal", "viewer");
        var (app, _) = await hal.TurnOnAsync();
        using var thief = new TestBrowser(controller.Address);
        Assert.Equal("CodeNeeded", await thief.SignInAsync("password-hal"));
        Assert.Equal(204, await hal.ChangePasswordAsync(Old, code: app.Next()));
        Assert.Equal("Expired", await thief.PostAsync($"/sign-in/test-code?code={app.Next()}"));
    }

    [Fact]
    public async Task Each_tenant_of_the_person_has_it_in_its_log_and_nothing_of_the_passwords()
    {
        using var first = await controller.NewTenantAsync("password-first");
        using var second = await controller.NewTenantAsync("password-second");
        using var ida = await controller.JoinAsync(first, "password-first", "password-ida", "operator");
        await controller.AcceptAsync(await second.InviteAsync("viewer"), "password-ida");
        Assert.Equal(403, await ida.ChangePasswordAsync("not the password"));
        Assert.Equal(204, await ida.ChangePasswordAsync(Old));
        Assert.Equal(204, await ida.ChangePasswordAsync(Next, "one more, and longer"));

        await using var db = controller.Database.Open();
        var hash = (await db.Users.SingleAsync(row => row.UserName == "password-ida")).PasswordHash!;
        foreach (var name in new[] { "password-first", "password-second" })
        {
            var tenant = (await db.Tenants.SingleAsync(row => row.Name == name)).Id;
            var log = await db.Audit.Where(row => row.TenantId == tenant && row.Operation == "ChangePassword").OrderBy(row => row.Id).ToListAsync();
            Assert.Equal(2, log.Count);
            Assert.All(log, row => Assert.Equal(
                ("user", "password-ida", "changed", "member", "password-ida"), (row.ActorKind, row.ActorName, row.Action, row.Kind, row.SubjectName)));
            Assert.Null(When(log[0].Before!));
            Assert.NotNull(When(log[0].After!));
            Assert.Equal(When(log[0].After!), When(log[1].Before!));
            var text = string.Concat(log.Select(row => JsonSerializer.Serialize(row)));
            Assert.All([Old, Next, "one more, and longer", hash], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string? When(string told) => JsonElement.Parse(told).GetProperty("passwordChangedAt").GetString();

    private static Task<string> ChangeAsync(TestBrowser browser, string password) =>
        browser.PostAsync($"/test/change-password?password={Uri.EscapeDataString(password)}&next={Uri.EscapeDataString(Next)}");
}
