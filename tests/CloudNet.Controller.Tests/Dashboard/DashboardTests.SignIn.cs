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

/// <summary>Signing in to the dashboard, and its cookie.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public async Task The_cookie_signs_in_is_out_of_scripts_reach_and_is_taken_back()
    {
        using var client = controller.Anonymous();
        using var signedIn = await SignInAsync(client, "admin", ControllerFixture.AdminPassword);
        Assert.Equal("SignedIn", await signedIn.Content.ReadAsStringAsync());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; httponly", cookie);
        Assert.Contains("; samesite=lax", cookie);
        Assert.DoesNotContain("; secure", cookie); // this is http

        client.Http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        await client.ListAsync<NetworkRecord>("/api/v1/networks");
        using var signedOut = await client.Http.PostAsync("/test/sign-out", null);
        Assert.StartsWith("cloudnet=;", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task A_page_without_a_sign_in_leads_to_the_form_on_whatever_host_the_person_came_by()
    {
        using var client = controller.Anonymous();
        using var response = await client.Http.GetAsync("/test/page");
        Assert.Equal((302, "/sign-in?returnUrl=%2Ftest%2Fpage"), ((int)response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_wrong_token_is_not_saved_by_a_cookie()
    {
        using var client = controller.Anonymous();
        using var signedIn = await SignInAsync(client, "admin", ControllerFixture.AdminPassword);
        client.Http.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        client.Http.DefaultRequestHeaders.Add("Authorization", "Bearer cnt_wrong");
        await client.GetRefusedAsync("/api/v1/networks", 401);
    }

    [Fact]
    public async Task A_forged_cookie_opens_nothing()
    {
        using var client = controller.Anonymous();
        client.Http.DefaultRequestHeaders.Add("Cookie", "cloudnet=CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAA");
        await client.GetRefusedAsync("/api/v1/networks", 401);
    }

    [Fact]
    public async Task Wrong_passwords_are_refused_and_then_locked_out()
    {
        await controller.AddUserAsync("heidi", "a long password");
        using var client = controller.Anonymous();
        for (var tries = 0; tries < 5; tries++) Assert.Equal("Refused", await SaidAsync(client, "heidi", "wrong"));
        Assert.Equal("LockedOut", await SaidAsync(client, "heidi", "a long password"));
        Assert.Equal("Refused", await SaidAsync(client, "", ""));
    }

    [Fact]
    public async Task A_cookie_of_somebody_who_left_the_tenant_is_refused()
    {
        var ivan = await controller.AddUserAsync("ivan", "a long password");
        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "default")).Id;
        db.Members.Add(new() { TenantId = tenant, UserId = ivan, Role = "owner" });
        await db.SaveChangesAsync();
        using var client = controller.Anonymous();
        using var signedIn = await SignInAsync(client, "ivan", "a long password");
        client.Http.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        await client.ListAsync<NetworkRecord>("/api/v1/networks");

        await db.Members.Where(row => row.UserId == ivan).ExecuteDeleteAsync();
        await client.GetRefusedAsync("/api/v1/networks", 403);
    }
}
