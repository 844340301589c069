using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Preconditions;

public sealed class EntityTagTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Blue = "/api/v1/networks/blue";
    private const string Stale = "\"AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAA\"";
    private static readonly string[] Tagged = ["{network}", "{host}", "{service}", "{policy}", "{tenant}", "{user}", "{webhook}"];

    [Theory]
    [InlineData("tags-network", Blue)]
    [InlineData("tags-host", "/api/v1/hosts/v1")]
    [InlineData("tags-quotas", "/api/v1/tenants/tags-quotas/quotas")]
    public async Task What_is_the_same_is_not_sent_again_and_what_is_another_is(string tenant, string path)
    {
        using var owner = await controller.NewTenantAsync(tenant);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51");
        var tag = await owner.TagAsync(path);
        Assert.StartsWith("\"", tag);
        Assert.Equal(tag, await owner.TagAsync(path));
        foreach (var given in new[] { tag, $"\"other\", {tag}", $"W/{tag}", "*" })
            Assert.Equal((304, ""), await owner.IfAsync("If-None-Match", given, "GET", path));
        Assert.Equal(200, (await owner.IfAsync("If-None-Match", Stale, "GET", path)).Status);

        await owner.JoinAsync("blue", "v1");
        await owner.NewNetworkAsync("green", "10.101.0.0/16");
        Assert.Equal(200, (await owner.IfAsync("If-None-Match", tag, "GET", path)).Status);
        Assert.NotEqual(tag, await owner.TagAsync(path));
    }

    [Fact]
    public async Task Every_change_of_something_that_has_a_tag_can_rest_on_it_and_any_other_says_that_it_cannot()
    {
        using var calls = await OperationCalls.InAsync(controller, "tags-all", "owner");
        using var administrator = await controller.AdminAsync();
        foreach (var client in new[] { calls.Client, administrator }) client.Http.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", Stale);
        var before = await AllRows.ReadAsync(controller.Database);
        var refused = new Dictionary<string, int>();
        foreach (var row in AccessRow.Read().Where(row => row.Method != "GET" && row.Operation != "EnrolHost"))
        {
            var (status, text) = await calls.CallAsync(row, row.Cells["owner"] == "administrator" ? administrator : null);
            refused.Add(row.Operation, status);
            var expected = Tagged.Any(row.Path.Contains) && !row.Path.Contains("{delivery}") ? 412 : 400;
            Assert.True(status == expected, $"{row.Operation}: {status} {text}");
        }
        Assert.Equal(before, await AllRows.ReadAsync(controller.Database));
        Assert.True(refused.Values.Count(status => status == 412) >= 16);
    }

    [Fact]
    public async Task It_holds_while_nobody_changes_the_thing_and_the_refusal_has_the_tag_that_holds_now()
    {
        using var owner = await controller.NewTenantAsync("tags-hold");
        var made = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var host = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var (network, member) = (await owner.TagAsync(Blue), await owner.TagAsync("/api/v1/hosts/v1"));
        // What hosts measure is in the answer, and is no change of anybody's.
        await using (var db = controller.Database.Open())
        {
            db.Applied.Add(new() { HostId = host, TenantId = (await db.Tenants.SingleAsync(row => row.Name == "tags-hold")).Id,
                Stream = Contracts.Views.StreamName.Of(made.Id), Revision = 2 });
            await db.SaveChangesAsync();
        }
        Assert.NotEqual(network, await owner.TagAsync(Blue));
        Assert.Equal(201, (await owner.IfAsync("If-Match", network, "POST", $"{Blue}/reservations", new ReserveSubnet("v9", "10.100.9.0/24"))).Status);

        var (status, text) = await owner.IfAsync("If-Match", network, "DELETE", Blue);
        Assert.True(status == 412, text);
        Assert.Contains((await owner.TagAsync(Blue)).Split('.')[0], System.Text.Json.JsonSerializer.Deserialize<ProblemRecord>(text, ApiClient.Json)!.Detail);
        Assert.Equal(412, (await owner.IfAsync("If-Match", network, "DELETE", $"{Blue}?dryRun=true")).Status);
        Assert.Equal(412, (await owner.IfAsync("If-Match", $"W/{await owner.TagAsync(Blue)}", "DELETE", Blue)).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", member, "DELETE", "/api/v1/hosts/v1")).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", $"{Stale}, {await owner.TagAsync(Blue)}", "DELETE", Blue)).Status);
    }

    [Theory]
    [InlineData("blue")]
    [InlineData("\"blue")]
    [InlineData(",")]
    public async Task What_is_no_tag_is_refused_and_any_tag_is_no_condition(string tag)
    {
        using var owner = await controller.NewTenantAsync($"tags-wrong-{tag.Length}");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal(400, (await owner.IfAsync("If-Match", tag, "DELETE", Blue)).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", "*", "DELETE", Blue)).Status);
    }

    [Fact]
    public async Task Of_many_changes_that_rest_on_one_tag_and_come_at_once_one_is_made()
    {
        using var admin = await controller.AdminAsync();
        using var owner = await controller.NewTenantAsync("tags-race");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        for (var round = 0; round < 3; round++)
        {
            var (blue, quotas) = (await owner.TagAsync(Blue), await admin.TagAsync("/api/v1/tenants/tags-race/quotas"));
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => owner.IfAsync("If-Match", blue, "POST", $"{Blue}/reservations",
                new ReserveSubnet($"v{round}-{at}", $"10.100.{(12 * round) + at + 20}.0/24"))));
            Assert.Equal([201, .. Enumerable.Repeat(412, 11)], answers.Select(answer => answer.Status).Order());
            var limits = await Task.WhenAll(Enumerable.Range(0, 12).Select(at =>
                admin.IfAsync("If-Match", quotas, "PUT", "/api/v1/tenants/tags-race/quotas", new SetQuotas(100 + (12 * round) + at, 10))));
            Assert.Equal([200, .. Enumerable.Repeat(412, 11)], limits.Select(answer => answer.Status).Order());
        }
    }
}
