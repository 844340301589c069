using CloudNet.Contracts.Access;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

public sealed class TokenTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/tokens";

    [Fact]
    public async Task A_token_is_listed_without_its_secret_and_ends_at_once_when_revoked()
    {
        using var admin = await controller.AdminAsync();
        var created = await admin.PostAsync<CreatedApiToken>(Path, new CreateApiToken("ci"), 201);
        using var ci = new ApiClient(controller.Address, created.Secret);

        Assert.Contains(created.Token, await admin.ListAsync<ApiTokenRecord>(Path));
        Assert.Contains(await ci.ListAsync<ApiTokenRecord>(Path), token => token.Id == created.Token.Id);
        Assert.DoesNotContain(created.Secret, await admin.Http.GetStringAsync(Path));
        await admin.DeleteAsync($"{Path}/{created.Token.Id}");
        await ci.GetRefusedAsync(Path, 401);
        await admin.DeleteRefusedAsync($"{Path}/{created.Token.Id}", 404);
        await admin.DeleteRefusedAsync($"{Path}/not-an-id", 404);
    }

    [Fact]
    public async Task A_token_works_until_it_expires()
    {
        using var admin = await controller.AdminAsync();
        var created = await admin.PostAsync<CreatedApiToken>(Path, new CreateApiToken("short", 10), 201);
        using var shortLived = new ApiClient(controller.Address, created.Secret);

        await shortLived.ListAsync<ApiTokenRecord>(Path);
        controller.Clock.Advance(TimeSpan.FromMinutes(11));
        await shortLived.GetRefusedAsync(Path, 401);
    }

    [Theory]
    [InlineData("cnt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cnk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x")]
    public async Task What_is_no_token_opens_nothing(string token)
    {
        using var client = new ApiClient(controller.Address, token);
        var problem = await client.GetRefusedAsync("/api/v1/networks", 401);
        Assert.Equal("urn:cloudnet:not-authenticated", problem.Type);
    }

    [Fact]
    public async Task Everything_but_signing_in_asks_for_a_token_and_says_how()
    {
        using var anonymous = controller.Anonymous();
        foreach (var path in new[] { "networks", "hosts", "workloads", "tokens", "tenants", "enrolment-keys" })
        {
            using var response = await anonymous.Http.GetAsync($"/api/v1/{path}");
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            await anonymous.GetRefusedAsync($"/api/v1/{path}", 401);
        }
    }

    [Fact]
    public async Task A_membership_that_ended_ends_its_tokens()
    {
        using var owner = await controller.NewTenantAsync("ended");
        await owner.ListAsync<NetworkRecord>("/api/v1/networks");
        await using var db = controller.Database.Open();
        await db.Members.Where(member => db.Tenants.Any(tenant => tenant.Id == member.TenantId && tenant.Name == "ended")).ExecuteDeleteAsync();

        await owner.GetRefusedAsync("/api/v1/networks", 401);
    }

    [Fact]
    public async Task A_viewer_looks_and_changes_nothing()
    {
        using var owner = await controller.NewTenantAsync("looked-at");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var db = controller.Database.Open();
        await db.Members.Where(member => db.Tenants.Any(tenant => tenant.Id == member.TenantId && tenant.Name == "looked-at"))
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, "viewer"));

        Assert.Single(await owner.ListAsync<NetworkRecord>("/api/v1/networks"));
        await owner.PostRefusedAsync("/api/v1/networks", new CreateNetwork("red", "10.101.0.0/16"), 403);
        await owner.DeleteRefusedAsync("/api/v1/networks/blue", 403);
        await owner.PostRefusedAsync("/api/v1/networks/blue/reservations", new ReserveSubnet("v1", "10.100.1.0/24"), 403);
        await owner.PostRefusedAsync("/api/v1/enrolment-keys", new Contracts.Enrolment.CreateEnrolmentKey("k"), 403);
    }

    [Fact]
    public async Task One_does_not_see_or_revoke_the_tokens_of_another()
    {
        using var admin = await controller.AdminAsync();
        var mine = await admin.PostAsync<CreatedApiToken>(Path, new CreateApiToken("mine"), 201);
        var grace = await controller.AddUserAsync("grace", "a long password");
        await using (var db = controller.Database.Open())
        {
            var tenant = await db.Tenants.SingleAsync(row => row.Name == "default");
            db.Members.Add(new MemberRow { TenantId = tenant.Id, UserId = grace, Role = "owner" });
            await db.SaveChangesAsync();
        }
        using var anonymous = controller.Anonymous();
        var token = await anonymous.PostAsync<CreatedApiToken>("/api/v1/sign-in", new SignIn("grace", "a long password"));
        using var other = new ApiClient(controller.Address, token.Secret);

        Assert.DoesNotContain(mine.Token, await other.ListAsync<ApiTokenRecord>(Path));
        await other.DeleteRefusedAsync($"{Path}/{mine.Token.Id}", 404);
        Assert.Contains(mine.Token, await admin.ListAsync<ApiTokenRecord>(Path));
    }

    [Fact]
    public async Task Name_and_time_are_bounded()
    {
        using var admin = await controller.AdminAsync();
        var problem = await admin.PostRefusedAsync(Path, new CreateApiToken("", 0), 400);
        Assert.Equal(["name", "expiresInMinutes"], problem.Problems!.Select(field => field.Field));
    }
}
