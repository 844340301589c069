using System.Net;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Audit;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Repeats;

public sealed class IdempotencyKeyTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks";
    private static readonly CreateNetwork Blue = new("blue", "10.100.0.0/16");

    [Fact]
    public async Task The_same_under_the_same_key_is_done_once_and_answered_the_same()
    {
        using var owner = await controller.NewTenantAsync("repeating");
        var first = await owner.OnceAsync("a", Path, Blue);
        Assert.Equal((HttpStatusCode.Created, first), (first.Status, await owner.OnceAsync("a", Path, Blue)));
        Assert.Equal(first, await owner.OnceAsync("\"a\"", Path, Blue));
        await owner.DeleteAsync($"{Path}/blue");
        Assert.Equal(first, await owner.OnceAsync("a", Path, Blue));
        Assert.Empty(await owner.ListAsync<NetworkRecord>(Path));
    }

    [Fact]
    public async Task Every_create_takes_it()
    {
        using var admin = await controller.AdminAsync();
        using var owner = await controller.NewTenantAsync("repeating-all");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        foreach (var (client, path, body) in new (ApiClient, string, object)[]
        {
            (owner, $"{Path}/blue/ranges", new AddRange("10.101.0.0/16")), (owner, $"{Path}/blue/reservations", new ReserveSubnet("v9", "10.100.9.0/24")),
            (admin, "/api/v1/tenants", new CreateTenant("made-once")),
        })
        {
            var first = await client.OnceAsync(path, path, body);
            Assert.True((int)first.Status is 200 or 201, first.Text);
            Assert.Equal(first, await client.OnceAsync(path, path, body));
            Assert.Contains("new key", (await client.OnceRefusedAsync(path, Path, new CreateNetwork("other", "10.200.0.0/16"), 422)).Detail);
        }
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_is_done_and_the_others_get_its_answer_or_are_told_to_wait()
    {
        using var owner = await controller.NewTenantAsync("repeating-at-once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => owner.OnceAsync("k", "/api/v1/enrolment-keys", new CreateEnrolmentKey("one"))));
        var counts = answers.CountBy(answer => (int)answer.Status).OrderBy(of => of.Key).Select(of => $"{of.Key}: {of.Value}");
        Assert.Equal(["201: 1", "409: 19"], counts);
        Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys"));
    }

    [Fact]
    public async Task While_one_is_running_another_is_told_so_at_once()
    {
        using var owner = await controller.NewTenantAsync("repeating-running");
        await using var lockedOut = await Blockade.OfAsync(controller.Database,
            "SELECT pg_advisory_xact_lock(x'6e657477'::int, hashtext(id::text)) FROM tenants WHERE name = 'repeating-running'");
        var first = owner.OnceAsync("r", Path, Blue);
        await lockedOut.WaitAsync(1);
        Assert.Contains("Ask again shortly", (await owner.OnceRefusedAsync("r", Path, Blue, 409)).Detail);
        await lockedOut.ReleaseAsync(waiting: 1, commit: false);
        Assert.Equal((HttpStatusCode.Created, await first), ((await first).Status, await owner.OnceAsync("r", Path, Blue)));
    }

    [Fact]
    public async Task What_is_remembered_is_written_with_what_is_done_and_a_refusal_is_not()
    {
        using var owner = await controller.NewTenantAsync("repeating-rows");
        await owner.OnceRefusedAsync("k", Path, Blue with { Range = "10.100.0.0/33" }, 400);
        await owner.NewNetworkAsync("green", "10.100.0.0/16");
        await owner.OnceRefusedAsync("k", Path, Blue, 409);
        await owner.DeleteAsync($"{Path}/green");
        Assert.Equal(HttpStatusCode.Created, (await owner.OnceAsync("k", Path, Blue)).Status);
        await using var db = controller.Database.Open();
        Assert.Equal(1, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM networks JOIN idempotency_keys USING (tenant_id) JOIN tenants ON tenants.id = tenant_id
            WHERE tenants.name = 'repeating-rows' AND networks.xmin = idempotency_keys.xmin
            """).SingleAsync());
    }

    [Fact]
    public async Task A_secret_is_not_kept_and_the_way_out_is_told()
    {
        using var owner = await controller.NewTenantAsync("repeating-secrets");
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/v1/tokens", new CreateApiToken("t")), ("/api/v1/enrolment-keys", new CreateEnrolmentKey("k")),
            ("/api/v1/invitations", new CreateInvitation("i", "viewer")),
        })
        {
            var (status, _, text) = await owner.OnceAsync(path, path, body);
            Assert.Equal(HttpStatusCode.Created, status);
            var secret = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("secret").GetString()!;
            var problem = (await owner.OnceRefusedAsync(path, path, body, 409)).Problems!.Single();
            Assert.DoesNotContain(secret, await AllRows.ReadAsync(controller.Database));
            var made = System.Text.RegularExpressions.Regex.Match(problem.WayOut, $"DELETE ({path}/[0-9a-f-]+),").Groups[1].Value;
            await owner.DeleteAsync(made);
        }
    }

    [Fact]
    public async Task Keys_are_each_members_own_and_end_after_a_day()
    {
        using var owner = await controller.NewTenantAsync("repeating-days");
        using var eve = await controller.JoinAsync(owner, "repeating-days", "eve-repeats", "operator");
        Assert.Equal(HttpStatusCode.Created, (await owner.OnceAsync("k", Path, Blue)).Status);
        Assert.Equal(HttpStatusCode.Created, (await eve.OnceAsync("k", Path, new CreateNetwork("green", "10.101.0.0/16"))).Status);

        controller.Clock.Advance(TimeSpan.FromHours(25));
        using var later = await controller.AdminAsync("repeating-days");
        await later.OnceRefusedAsync("k", Path, Blue, 409);
        var red = new CreateNetwork("red", "10.102.0.0/16");
        Assert.Equal(HttpStatusCode.Created, (await later.OnceAsync("k", Path, red)).Status);
        Assert.True((await controller.Services.GetRequiredService<RetentionKeeper>().TrimAsync(default)).Repeats >= 1);
        Assert.Equal(HttpStatusCode.Created, (await later.OnceAsync("k", Path, red)).Status);
        await using var db = controller.Database.Open();
        Assert.True(await db.Repeats.AllAsync(row => row.At > controller.Clock.GetUtcNow() - TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData("\"a")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        using var owner = await controller.AdminAsync();
        foreach (var wrong in new[] { key, new string('x', 129) })
            Assert.Equal("Idempotency-Key", (await owner.OnceRefusedAsync(wrong, Path, Blue, 400)).Problems!.Single().Field);
    }

    [Fact]
    public async Task Signing_in_takes_none_and_a_trial_heeds_none()
    {
        using var owner = await controller.NewTenantAsync("repeating-tried");
        using var anonymous = controller.Anonymous();
        await anonymous.OnceRefusedAsync("k", "/api/v1/sign-in", new SignIn("admin", ControllerFixture.AdminPassword), 400);
        Assert.Equal(HttpStatusCode.OK, (await owner.OnceAsync("k", $"{Path}?dryRun=true", Blue)).Status);
        Assert.Equal(HttpStatusCode.Created, (await owner.OnceAsync("k", Path, Blue)).Status);
    }
}
