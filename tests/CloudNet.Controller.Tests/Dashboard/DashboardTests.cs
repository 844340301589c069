using System.Net;
using System.Security.Claims;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Dashboard;
using CloudNet.Controller.Tests.Api;
using CloudNet.Web;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Dashboard;

public sealed partial class DashboardTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task The_dashboard_does_what_the_api_does_as_the_person_who_is_signed_in()
    {
        using var owner = await controller.NewTenantAsync("dashboard");
        await using var page = await OpenAsync(controller, "dashboard");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var none = CancellationToken.None;

        var network = (await client.CreateNetworkAsync(new("blue", "10.100.0.0/16"), none)).Value!;
        Assert.Equal("range", Assert.Single((await client.CreateNetworkAsync(new("red", "10.100.0.0/17"), none)).Problem!.Problems!).Field);
        var host = await owner.NewHostAsync("v1", "192.168.124.51");
        Assert.Equal(IPNetwork.Parse("10.100.1.0/24"), (await client.JoinAsync(network.Id, host, false, none)).Value!.Leases[0].Subnet);
        Assert.Equal(["v1"], (await client.HostsAsync(none)).Select(found => found.Name));
        Assert.Equal(["blue"], (await client.NetworksAsync(none)).Select(found => found.Name));
        Assert.Empty(await client.WorkloadsAsync(none));
        var key = (await client.CreateEnrolmentKeyAsync(new CreateEnrolmentKey("k"), none)).Value!;
        Assert.Contains("curl -fsSL http://dashboard.example:8080/install.sh", key.InstallLine);
        Assert.True((await client.LeaveAsync(network.Id, host, none)).Value);
        Assert.True((await client.RemoveHostAsync(host, none)).Value);
        Assert.True((await client.RemoveNetworkAsync(network.Id, none)).Value);
        Assert.Equal(404, (await client.RemoveNetworkAsync(network.Id, none)).Problem!.Status);
        Assert.Empty(await owner.ListAsync<NetworkRecord>("/api/v1/networks"));
    }

    [Fact]
    public async Task A_page_left_open_by_somebody_who_left_shows_and_does_nothing()
    {
        using var owner = await controller.NewTenantAsync("left");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var page = await OpenAsync(controller, "left");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        Assert.Single(await client.NetworksAsync(CancellationToken.None));
        await using var db = controller.Database.Open();
        await db.Members.Where(member => db.Tenants.Any(tenant => tenant.Id == member.TenantId && tenant.Name == "left")).ExecuteDeleteAsync();

        await Assert.ThrowsAsync<SignedOutException>(() => client.NetworksAsync(CancellationToken.None));
        Assert.Equal(401, (await client.CreateNetworkAsync(new("red", "10.101.0.0/16"), CancellationToken.None)).Problem!.Status);
    }

    [Theory]
    [InlineData("viewer", false, false)]
    [InlineData("operator", true, false)]
    [InlineData("admin", true, true)]
    [InlineData("owner", true, true)]
    public async Task A_page_is_told_what_the_persons_role_may(string role, bool changes, bool letsIn)
    {
        using var owner = await controller.NewTenantAsync($"powers-{role}");
        await using var page = await OpenAsync(controller, $"powers-{role}");
        await using var db = controller.Database.Open();
        await db.Members.Where(member => db.Tenants.Any(tenant => tenant.Id == member.TenantId && tenant.Name == $"powers-{role}"))
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, role));
        Assert.Equal(new(changes, letsIn), await page.ServiceProvider.GetRequiredService<IControllerClient>().PowersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Pages_hear_that_something_changed()
    {
        using var owner = await controller.NewTenantAsync("heard");
        await using var page = await OpenAsync(controller, "heard");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var changes = page.ServiceProvider.GetRequiredService<IControllerClient>().ChangesAsync(cancel.Token).GetAsyncEnumerator();
        var heard = changes.MoveNextAsync();
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.True(await heard);
    }

    /// <summary>What a page is given: the services of one connection, with the administrator signed in to a tenant.</summary>
    public static async Task<AsyncServiceScope> OpenAsync(ControllerFixture controller, string tenant)
    {
        await using var db = controller.Database.Open();
        var user = await db.Users.SingleAsync(row => row.UserName == "admin");
        var id = (await db.Tenants.SingleAsync(row => row.Name == tenant)).Id;
        var person = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(ActorLookup.TenantClaim, id.ToString())], "test"));
        var scope = controller.Services.CreateAsyncScope();
        var connection = scope.ServiceProvider.GetRequiredService<PageConnection>();
        connection.Open(person, new Uri("http://dashboard.example:8080/"));
        return scope;
    }

    private static Task<HttpResponseMessage> SignInAsync(ApiClient client, string user, string password) =>
        client.Http.PostAsync($"/test/sign-in?user={Uri.EscapeDataString(user)}&password={Uri.EscapeDataString(password)}", null);

    private static async Task<string> SaidAsync(ApiClient client, string user, string password)
    {
        using var response = await SignInAsync(client, user, password);
        return await response.Content.ReadAsStringAsync();
    }
}
