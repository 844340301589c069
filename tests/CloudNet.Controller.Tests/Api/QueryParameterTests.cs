using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Access;

namespace CloudNet.Controller.Tests.Api;

/// <summary>What stands behind the question mark and is not known is refused, and nothing is done.</summary>
public sealed class QueryParameterTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Theory]
    [InlineData("dry_run=true", "dry_run")]
    [InlineData("dryrun1=true&dryRun=true", "dryrun1")]
    [InlineData("force", "force")]
    public async Task A_mistyped_trial_removes_nothing(string query, string field)
    {
        using var owner = await controller.NewTenantAsync($"mistyped-{field.Replace('_', '-')}");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var problem = Assert.Single((await owner.DeleteRefusedAsync($"/api/v1/networks/blue?{query}", 400)).Problems!);
        Assert.Equal((field, "There is no such parameter."), (problem.Field, problem.Rule));
        Assert.Contains("This operation takes dryRun.", problem.WayOut);
        Assert.Equal("blue", (await owner.GetAsync<NetworkRecord>("/api/v1/networks/blue")).Name);
    }

    [Fact]
    public async Task Each_that_is_unknown_is_named_with_those_that_there_are()
    {
        using var admin = await controller.AdminAsync();
        var problems = (await admin.GetRefusedAsync("/api/v1/hosts?Limit=5&lable=a=b&page=2", 400)).Problems!;
        Assert.Equal(["lable", "page"], problems.Select(problem => problem.Field));
        Assert.EndsWith("This operation takes sort, limit, cursor, name, link, label.", problems[0].WayOut);
        Assert.Contains("takes none", Assert.Single((await admin.GetRefusedAsync("/api/v1/tenants?limit=5", 400)).Problems!).WayOut);
        Assert.DoesNotContain(new string('x', 100), Assert.Single((await admin.GetRefusedAsync($"/api/v1/tenants?{new string('x', 3000)}=1", 400)).Problems!).Field);
    }

    [Fact]
    public async Task No_operation_takes_one_that_it_does_not_know()
    {
        using var calls = await OperationCalls.InAsync(controller, "unknown-parameters", "owner");
        using var administrator = await controller.AdminAsync();
        foreach (var row in AccessRow.Read().Where(row => row.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var (status, text) = await calls.CallAsync(row, row.Cells["owner"] == "administrator" ? administrator : null, query: "?colour=azure");
            Assert.True(status == 400 && text.Contains("\"colour\"", StringComparison.Ordinal), $"{row.Operation}: {status} {text}");
        }
    }

    [Theory]
    [InlineData("networks?limit=x", "limit", "'x' is no whole number.")]
    [InlineData("audit?limit=9999999999", "limit", "'9999999999' is no whole number.")]
    public async Task A_value_of_another_type_is_named_by_its_parameter(string path, string field, string rule)
    {
        using var admin = await controller.AdminAsync();
        var problem = Assert.Single((await admin.GetRefusedAsync($"/api/v1/{path}", 400)).Problems!);
        Assert.Equal((field, rule), (problem.Field, problem.Rule));
    }

    [Fact]
    public async Task So_is_what_is_neither_true_nor_false()
    {
        using var admin = await controller.AdminAsync();
        var problem = Assert.Single((await admin.PutRefusedAsync("/api/v1/networks/blue/hosts/v1?allowOverlap=perhaps", 400)).Problems!);
        Assert.Equal(("allowOverlap", "'perhaps' is neither 'true' nor 'false'."), (problem.Field, problem.Rule));
    }
}
