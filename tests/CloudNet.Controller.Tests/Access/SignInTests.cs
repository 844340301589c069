using System.Net;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

public sealed class SignInTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/sign-in";

    [Fact]
    public async Task Name_and_password_give_a_token_that_works()
    {
        using var anonymous = controller.Anonymous();
        var created = await anonymous.PostAsync<CreatedApiToken>(Path, new SignIn("ADMIN", ControllerFixture.AdminPassword));

        Assert.Equal("default", created.Tenant);
        Assert.Matches("^cnt_[A-Za-z0-9_-]{43}$", created.Secret);
        using var signedIn = new ApiClient(controller.Address, created.Secret);
        Assert.Empty(await signedIn.ListAsync<NetworkRecord>("/api/v1/networks"));
    }

    [Fact]
    public async Task Unknown_user_and_wrong_password_get_one_answer()
    {
        await controller.AddUserAsync("bob", "a long password");
        using var anonymous = controller.Anonymous();

        var wrong = await anonymous.PostRefusedAsync(Path, new SignIn("bob", "another password"), 401);
        var unknown = await anonymous.PostRefusedAsync(Path, new SignIn("nobody", "another password"), 401);
        var odd = await anonymous.PostRefusedAsync(Path, new SignIn("no\0body", "another password"), 401);

        Assert.Equal(wrong.Detail, unknown.Detail);
        Assert.Equal(wrong.Detail, odd.Detail);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_user_out_for_a_while()
    {
        await controller.AddUserAsync("carol", "a long password");
        using var anonymous = controller.Anonymous();
        for (var tries = 0; tries < 5; tries++) await anonymous.PostRefusedAsync(Path, new SignIn("carol", "wrong"), 401);

        await anonymous.PostRefusedAsync(Path, new SignIn("carol", "a long password"), 429);
        controller.Clock.Advance(TimeSpan.FromMinutes(16));
        // Right, and in no tenant: the password was accepted.
        await anonymous.PostRefusedAsync(Path, new SignIn("carol", "a long password"), 403);
    }

    [Fact]
    public async Task No_more_than_five_passwords_are_tried_however_many_come_at_once()
    {
        await controller.AddUserAsync("dave", "a long password");
        using var anonymous = controller.Anonymous();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => anonymous.PostStatusAsync(Path, new SignIn("dave", "wrong"))));

        Assert.Equal(5, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(15, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_right_password_takes_the_count_back()
    {
        await controller.AddUserAsync("erin", "a long password");
        using var anonymous = controller.Anonymous();
        for (var round = 0; round < 3; round++)
        {
            for (var tries = 0; tries < 4; tries++) await anonymous.PostRefusedAsync(Path, new SignIn("erin", "wrong"), 401);
            await anonymous.PostRefusedAsync(Path, new SignIn("erin", "a long password"), 403);
        }
    }

    [Fact]
    public async Task Tenant_is_picked_by_name()
    {
        using var owner = await controller.NewTenantAsync("picked");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        using var first = await controller.AdminAsync();

        Assert.Empty(await first.ListAsync<NetworkRecord>("/api/v1/networks"));
        using var anonymous = controller.Anonymous();
        await anonymous.PostRefusedAsync(Path, new SignIn("admin", ControllerFixture.AdminPassword, "none-such"), 403);
        await anonymous.PostRefusedAsync(Path, new SignIn("admin", ControllerFixture.AdminPassword, "no\0ne"), 403);
    }

    [Fact]
    public async Task Empty_request_names_both_fields()
    {
        using var anonymous = controller.Anonymous();
        var problem = await anonymous.PostRefusedAsync(Path, new SignIn(), 400);
        Assert.Equal(["user", "password"], problem.Problems!.Select(field => field.Field));
    }

    [Fact]
    public async Task No_secret_is_stored()
    {
        using var anonymous = controller.Anonymous();
        var created = await anonymous.PostAsync<CreatedApiToken>(Path, new SignIn("admin", ControllerFixture.AdminPassword));
        await using var db = controller.Database.Open();

        var row = await db.ApiTokens.SingleAsync(token => token.Id == created.Token.Id);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(created.Secret)), row.Hash);
        Assert.DoesNotContain(ControllerFixture.AdminPassword, (await db.Users.SingleAsync(user => user.UserName == "admin")).PasswordHash);
    }
}
