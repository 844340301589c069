using System.Net;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Tests.Api;

public sealed class RefusalTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/networks")]
    [InlineData("/agent/v1/nothing")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        using var admin = await controller.AdminAsync();
        Assert.Contains(path, (await admin.GetRefusedAsync(path, 404)).Detail);
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_comes_with_the_right_ones()
    {
        using var admin = await controller.AdminAsync();
        using var response = await admin.Http.PutAsync("/api/v1/networks", null);

        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
        await admin.PutRefusedAsync("/api/v1/networks", 405);
        await admin.GetRefusedAsync("/agent/v1/enrol", 405);
    }

    [Theory]
    [InlineData("/api/v1/networks")]
    [InlineData("/agent/v1/enrol")]
    [InlineData("/api/v1/sign-in")]
    public async Task A_body_over_the_bound_is_refused(string path)
    {
        using var admin = await controller.AdminAsync();
        var problem = await admin.PostTextRefusedAsync(path, $$"""{"name":"{{new string('x', 70_000)}}"}""", 413);
        Assert.Contains("65,536", problem.Detail);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        using var admin = await controller.AdminAsync();
        Assert.Contains("application/json", (await admin.PostTextRefusedAsync("/api/v1/networks", "name=x", 415, "application/x-www-form-urlencoded")).Detail);
    }

    [Fact]
    public async Task Nesting_without_end_is_refused()
    {
        using var admin = await controller.AdminAsync();
        await admin.PostTextRefusedAsync("/api/v1/networks", $$"""{"name":{{new string('[', 20_000)}}""", 400);
    }

    [Theory]
    [InlineData("/api/v1/networks", """{"name":"blue","range":"10.100.0.0/16","subnetlenght":26}""", "subnetlenght")]
    [InlineData("/api/v1/tokens", """{"name":"ci","expires":"tomorrow"}""", "expires")]
    [InlineData("/api/v1/sign-in", """{"user":"admin","password":"x","colour":{"of":"azure"}}""", "colour")]
    public async Task A_field_that_there_is_not_is_named(string path, string body, string field)
    {
        using var owner = await controller.AdminAsync();
        var problem = Assert.Single((await owner.PostTextRefusedAsync(path, body, 400)).Problems!);
        Assert.Equal((field, "There is no such field."), (problem.Field, problem.Rule));
    }

    [Fact]
    public async Task What_a_newer_agent_says_more_is_no_harm()
    {
        using var owner = await controller.NewTenantAsync("newer");
        using var host = new TestHost("v1", "192.168.124.51");
        var body = JsonSerializer.SerializeToNode(host.Request(await owner.NewKeyAsync()), ContractsJson.Default.EnrolHost)!;
        body["colour"] = "azure";
        using var response = await owner.Http.PostAsync("/agent/v1/enrol", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_503_and_the_controller_lives()
    {
        using var admin = await controller.AdminAsync();
        await controller.Database.AllowConnectionsAsync(false);
        await admin.GetRefusedAsync("/api/v1/networks", 503);
        await controller.Database.AllowConnectionsAsync(true);
        await admin.ListAsync<NetworkRecord>("/api/v1/networks");
    }
}
