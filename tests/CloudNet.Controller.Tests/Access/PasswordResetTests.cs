using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using CloudNet.Controller.Tests.Providers;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Access;

/// <summary>Who runs the controller sets a forgotten password, by the program as it is shipped, while the controller runs.</summary>
public sealed class PasswordResetTests(ControllerFixture controller, PostgresServer server) : IClassFixture<ControllerFixture>
{
    private const string Next = PasswordSteps.Next;

    [Fact]
    public async Task It_lets_in_by_the_new_password_ends_sessions_and_the_lock_out_and_keeps_the_second_factor()
    {
        using var owner = await controller.NewTenantAsync("reset-kept");
        using var ann = await controller.JoinAsync(owner, "reset-kept", "reset-ann", "viewer");
        var (app, _) = await ann.TurnOnAsync();
        using var session = new TestBrowser(controller.Address);
        Assert.Equal("CodeNeeded", await session.SignInAsync("reset-ann"));
        Assert.Equal("SignedIn", await session.PostAsync($"/sign-in/test-code?code={app.Next()}"));
        using var anonymous = controller.Anonymous();
        for (var tries = 0; tries < 5; tries++) await anonymous.TrySignInAsync("reset-ann", null, "not the password");
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("reset-ann", null));

        var (status, output, errors) = await ResetAsync($"{Next}\n", "RESET-ann");
        Assert.True(status == 0, errors);
        Assert.Contains("asks for a code of their second factor besides", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Next, output, StringComparison.Ordinal);
        Assert.Equal("401 not-authenticated", await anonymous.TrySignInAsync("reset-ann", null));
        Assert.Equal("401 code-needed", await anonymous.TrySignInAsync("reset-ann", null, Next));
        Assert.Equal("200", await anonymous.TrySignInAsync("reset-ann", app.Next(), Next));
        Assert.False(await session.IsInAsync());
        Assert.Equal(new("reset-ann", true, 10), await ann.GetAsync<SecondFactorRecord>(SecondFactorSteps.Path));
    }

    [Fact]
    public async Task It_turns_off_a_second_factor_that_is_lost_too_where_that_is_said_and_each_tenant_has_both_in_its_log()
    {
        using var owner = await controller.NewTenantAsync("reset-lost");
        using var ben = await controller.JoinAsync(owner, "reset-lost", "reset-ben", "viewer");
        await ben.TurnOnAsync();
        var (status, output, errors) = await ResetAsync(Next, "reset-ben", "--second-factor-off");
        Assert.True(status == 0, errors);
        Assert.Contains("asks for no code", output, StringComparison.Ordinal);
        using var anonymous = controller.Anonymous();
        Assert.Equal("200", await anonymous.TrySignInAsync("reset-ben", null, Next));
        Assert.Equal(new("reset-ben", false, 0), await ben.GetAsync<SecondFactorRecord>(SecondFactorSteps.Path));

        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "reset-lost")).Id;
        var log = await db.Audit.Where(row => row.TenantId == tenant && row.Operation == "ResetPassword").OrderBy(row => row.Id).ToListAsync();
        Assert.All(log, row => Assert.Equal(
            ("system", "cloudnet-migrations", "member", "reset-ben"), (row.ActorKind, row.ActorName, row.Kind, row.SubjectName)));
        Assert.Equal(["passwordChangedAt", "secondFactor"], log.Select(row => Assert.Single(
            JsonElement.Parse(row.After!).EnumerateObject().Select(property => property.Name), name => name is not ("userId" or "user"))));
        var hash = (await db.Users.SingleAsync(row => row.UserName == "reset-ben")).PasswordHash!;
        var text = string.Concat(log.Select(row => JsonSerializer.Serialize(row)));
        Assert.All([Next, hash], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(1, "There is no user 'nobody'", Next, "--reset-password", "nobody")]
    [InlineData(1, "8 characters or more", "short", "--reset-password", "admin")]
    [InlineData(1, "there is no new password", "", "--reset-password", "admin")]
    [InlineData(2, "", Next, "--reset-password")]
    [InlineData(2, "", Next, "--reset-password", "admin", Next)]
    [InlineData(2, "", Next, "--reset-password", "--second-factor-off")]
    [InlineData(2, "", Next, "--second-factor-off")]
    public async Task What_it_cannot_do_it_says_and_changes_nothing(int expected, string said, string input, params string[] arguments)
    {
        var before = await AllRows.ReadAsync(controller.Database);
        var (status, output, errors) = await MigrationsProgram.RunAsync(Owner, input, arguments);
        Assert.Equal(expected, status);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Equal(expected == 2, output.Contains("--reset-password USER", StringComparison.Ordinal));
        Assert.Equal(before, await AllRows.ReadAsync(controller.Database));
    }

    [Fact]
    public async Task An_owner_of_the_tables_who_is_no_superuser_is_enough()
    {
        await using (var super = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres")))
        await using (var role = super.CreateCommand("CREATE ROLE resetter LOGIN CREATEROLE"))
            await role.ExecuteNonQueryAsync();
        var connection = server.As("resetter", await server.EmptyAsync("resetter"));
        await using var source = NpgsqlDataSource.Create(connection);
        var early = await MigrationsProgram.RunAsync(connection, Next, "--reset-password", "cat");
        Assert.Equal(1, early.Status);
        Assert.Contains("has not the schema of this version", early.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await MigrationsProgram.RunAsync(connection, "")).Status);

        await using var db = Schema.Open(source);
        var (tenant, cat) = (TenantId.New(TimeProvider.System), new UserRow { Id = Guid.CreateVersion7(), UserName = "cat", NormalizedUserName = "CAT" });
        db.Tenants.Add(new() { Id = tenant, Name = "cats", CreatedAt = DateTimeOffset.UnixEpoch });
        db.Users.Add(cat);
        db.Members.Add(new() { TenantId = tenant, UserId = cat.Id, Role = "owner", Since = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
        var (status, _, errors) = await MigrationsProgram.RunAsync(connection, Next, "--reset-password", "cat");
        Assert.True(status == 0, errors);
        var hash = (await db.Users.AsNoTracking().SingleAsync()).PasswordHash!;
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<UserRow>().VerifyHashedPassword(cat, hash, Next));
        Assert.Equal(1, await db.Audit.CountAsync(row => row.Operation == "ResetPassword" && row.TenantId == tenant));
    }

    private string Owner => controller.Database.Source.ConnectionString;

    private Task<(int Status, string Output, string Errors)> ResetAsync(string input, string user, params string[] more) =>
        MigrationsProgram.RunAsync(Owner, input, ["--reset-password", user, .. more]);
}
