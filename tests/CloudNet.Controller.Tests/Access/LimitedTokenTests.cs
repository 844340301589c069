using CloudNet.Contracts.Access;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Api;
using Npgsql;

namespace CloudNet.Controller.Tests.Access;

public sealed class LimitedTokenTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/tokens";

    [Fact]
    public async Task A_token_does_what_its_role_may_and_its_list_shows_it()
    {
        using var owner = await controller.NewTenantAsync("limited");
        using var reader = await LimitedAsync(owner, "read");
        using var worker = await LimitedAsync(owner, "operator");

        await reader.PostRefusedAsync("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16"), 403);
        await worker.NewNetworkAsync("blue", "10.100.0.0/16");
        await worker.PostRefusedAsync("/api/v1/enrolment-keys", new Contracts.Enrolment.CreateEnrolmentKey("k"), 403);
        Assert.Single(await reader.ListAsync<NetworkRecord>("/api/v1/networks"));
        var roles = (await owner.ListAsync<ApiTokenRecord>(Path)).ToDictionary(token => token.Name, token => token.Role);
        Assert.Equal(("operator", "viewer", null), (roles["operator"], roles["read"], roles["sign-in"]));
    }

    [Fact]
    public async Task The_lower_of_the_two_roles_counts()
    {
        using var owner = await controller.NewTenantAsync("lower");
        using var uma = await controller.JoinAsync(owner, "lower", "uma", "admin");
        using var asAdmin = await LimitedAsync(uma, "admin");
        using var asOperator = await LimitedAsync(uma, "operator");
        Assert.Equal("role", (await uma.PostRefusedAsync(Path, new CreateApiToken("x", null, "owner"), 400)).Problems!.Single().Field);

        await owner.PutAsync<MemberRecord>("/api/v1/members/uma", new SetMember("viewer"));
        await asAdmin.PostRefusedAsync("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16"), 403);
        await owner.PutAsync<MemberRecord>("/api/v1/members/uma", new SetMember("owner"));
        await asOperator.PostRefusedAsync("/api/v1/enrolment-keys", new Contracts.Enrolment.CreateEnrolmentKey("k"), 403);
        // Under the lock too the token is what counts, not the person.
        await asAdmin.PostRefusedAsync("/api/v1/invitations", new CreateInvitation("x", "owner"), 403);
    }

    [Fact]
    public async Task What_it_may_not_do_is_put_down_to_the_token_and_not_to_the_person()
    {
        using var owner = await controller.NewTenantAsync("whose");
        using var reader = await LimitedAsync(owner, "read");
        using var member = await LimitedAsync(owner, "admin");
        var refused = await reader.PostRefusedAsync("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16"), 403);
        Assert.Contains("This token of 'admin' is limited to a role", refused.Detail);
        Assert.Contains("Use a token without a role", refused.Detail);
        Assert.DoesNotContain("'admin' is viewer", refused.Detail);
        Assert.Contains("This token", (await member.PostRefusedAsync("/api/v1/invitations", new CreateInvitation("x", "owner"), 403)).Detail);
        Assert.Contains("This token", (await member.PostRefusedAsync("/api/v1/tenants", new CreateTenant("x"), 403)).Detail);
    }

    [Fact]
    public async Task A_limited_token_cannot_outgrow_or_outlive_itself_nor_lock_its_maker_out()
    {
        using var owner = await controller.NewTenantAsync("outgrown");
        using var second = await controller.JoinAsync(owner, "outgrown", "vic", "owner");
        using var limited = await LimitedAsync(second, "owner");
        var tokens = await second.ListAsync<ApiTokenRecord>(Path);

        await limited.PostRefusedAsync(Path, new CreateApiToken("x"), 403);
        foreach (var token in tokens) await limited.DeleteRefusedAsync($"{Path}/{token.Id}", 403);
        await limited.DeleteRefusedAsync("/api/v1/members/vic", 403);
        await limited.PutRefusedAsync("/api/v1/members/vic", new SetMember("viewer"), 403);
        Assert.Equal(["admin owner", "vic owner"], await owner.MembersAsync());
    }

    [Fact]
    public async Task A_token_that_is_limited_does_not_administer_the_controller()
    {
        using var admin = await controller.AdminAsync();
        using var limited = await LimitedAsync(admin, "admin");
        await limited.PostRefusedAsync("/api/v1/tenants", new CreateTenant("by-a-token"), 403);
    }

    [Fact]
    public async Task Its_last_use_is_told_and_written_once_a_minute_however_often_it_is_used()
    {
        using var owner = await controller.NewTenantAsync("last-use");
        using var reader = await LimitedAsync(owner, "read");
        Assert.Null(await LastUseAsync(owner));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => reader.ListAsync<NetworkRecord>("/api/v1/networks")));
        var (first, version) = (await LastUseAsync(owner), await RowVersionAsync());
        Assert.InRange(controller.Clock.GetUtcNow() - first!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(50));
        await reader.ListAsync<NetworkRecord>("/api/v1/networks");
        Assert.Equal((first, version), (await LastUseAsync(owner), await RowVersionAsync()));

        controller.Clock.Advance(TimeSpan.FromSeconds(61));
        await reader.ListAsync<NetworkRecord>("/api/v1/networks");
        Assert.True(await LastUseAsync(owner) > first);
        Assert.NotEqual(version, await RowVersionAsync());
    }

    private async Task<ApiClient> LimitedAsync(ApiClient maker, string role) =>
        new(controller.Address, (await maker.PostAsync<CreatedApiToken>(Path, new CreateApiToken(role, null, role), 201)).Secret);

    private static async Task<DateTimeOffset?> LastUseAsync(ApiClient owner) =>
        (await owner.ListAsync<ApiTokenRecord>(Path)).Single(token => token.Name == "read").LastUsedAt;

    /// <summary>Changes with every write of the row.</summary>
    private async Task<string> RowVersionAsync()
    {
        var source = controller.Database.Source;
        await using var read = source.CreateCommand("""
            SELECT api_tokens.xmin::text FROM api_tokens JOIN tenants ON tenants.id = tenant_id WHERE tenants.name = 'last-use' AND api_tokens.name = 'read'
            """);
        return (string)(await read.ExecuteScalarAsync())!;
    }
}
