using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

/// <summary>What the tenants of a person see of their second factor, and what it ends.</summary>
public sealed partial class SecondFactorTests
{
    [Fact]
    public async Task Each_tenant_of_the_person_has_it_in_its_log_and_for_admins_in_its_members()
    {
        using var first = await controller.NewTenantAsync("factor-first");
        using var second = await controller.NewTenantAsync("factor-second");
        using var ida = await controller.JoinAsync(first, "factor-first", "factor-ida", "operator");
        await controller.AcceptAsync(await second.InviteAsync("viewer"), "factor-ida");
        var (app, recovery) = await ida.TurnOnAsync();

        Assert.True(await SeenAsync(first, "factor-ida"));
        Assert.True(await SeenAsync(second, "factor-ida"));
        Assert.False(await SeenAsync(second, "admin"));
        Assert.Null(await SeenAsync(ida, "factor-ida"));
        Assert.Equal(204, await ida.TurnOffAsync(MemberSteps.Password, app.Next()));
        Assert.False(await SeenAsync(second, "factor-ida"));

        await using var db = controller.Database.Open();
        foreach (var name in new[] { "factor-first", "factor-second" })
        {
            var tenant = (await db.Tenants.SingleAsync(row => row.Name == name)).Id;
            var log = await db.Audit.Where(row => row.TenantId == tenant && row.Operation.EndsWith("SecondFactor")).OrderBy(row => row.Id).ToListAsync();
            Assert.Equal(
                ["BeginSecondFactor off begun", "ConfirmSecondFactor begun on", "EndSecondFactor on off"],
                log.Select(row => $"{row.Operation} {Word(row.Before!)} {Word(row.After!)}"));
            Assert.All(log, row => Assert.Equal(("factor-ida", "member", "factor-ida"), (row.ActorName, row.Kind, row.SubjectName)));
            var text = string.Concat(log.Select(row => row.Before + row.After));
            Assert.All(recovery.Append(app.Secret), secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Accepting_an_invitation_takes_a_code_too_and_the_new_tenant_sees_it()
    {
        using var first = await controller.NewTenantAsync("factor-from");
        using var second = await controller.NewTenantAsync("factor-to");
        using var jan = await controller.JoinAsync(first, "factor-from", "factor-jan", "viewer");
        var (app, _) = await jan.TurnOnAsync();
        var secret = await second.InviteAsync("viewer");
        using var anonymous = controller.Anonymous();
        var accept = new AcceptInvitation(secret, "factor-jan", MemberSteps.Password);

        Assert.Equal("urn:cloudnet:code-needed", (await anonymous.PostRefusedAsync("/api/v1/invitations/accept", accept, 401)).Type);
        await anonymous.PostRefusedAsync("/api/v1/invitations/accept", accept with { Code = app.Wrong() }, 401);
        await anonymous.PostAsync<AcceptedInvitation>("/api/v1/invitations/accept", accept with { Code = app.Next() });
        Assert.True(await SeenAsync(second, "factor-jan"));
    }

    [Fact]
    public async Task Sessions_on_the_dashboard_end_when_it_is_turned_on_or_off_and_the_code_is_asked_for_on_a_second_page()
    {
        using var owner = await controller.NewTenantAsync("factor-pages");
        using var kai = await controller.JoinAsync(owner, "factor-pages", "factor-kai", "viewer");
        using var earlier = controller.Anonymous();
        Assert.Equal("SignedIn", await PostAsync(earlier, $"/test/sign-in?user=factor-kai&password={Uri.EscapeDataString(MemberSteps.Password)}"));
        await earlier.MembersAsync();
        var (app, _) = await kai.TurnOnAsync();
        await earlier.GetRefusedAsync("/api/v1/members", 403);

        using var page = controller.Anonymous();
        Assert.Equal("Expired", await PostAsync(page, $"/test/sign-in-code?code={app.Next()}"));
        Assert.Equal("CodeNeeded", await PostAsync(page, $"/test/sign-in?user=factor-kai&password={Uri.EscapeDataString(MemberSteps.Password)}"));
        await page.GetRefusedAsync("/api/v1/members", 401);
        Assert.Equal("Refused", await PostAsync(page, $"/test/sign-in-code?code={app.Wrong()}"));
        Assert.Equal("SignedIn", await PostAsync(page, $"/test/sign-in-code?code={app.Last}"));
        Assert.Equal(["admin owner", "factor-kai viewer"], await page.MembersAsync());

        Assert.Equal(204, await kai.TurnOffAsync(MemberSteps.Password, app.Next()));
        await page.GetRefusedAsync("/api/v1/members", 403);
    }

    [Fact]
    public async Task A_right_password_waits_five_minutes_for_its_code_and_no_longer_than_the_factor_is_the_same()
    {
        using var owner = await controller.NewTenantAsync("factor-waits");
        using var lea = await controller.JoinAsync(owner, "factor-waits", "factor-lea", "viewer");
        var (app, _) = await lea.TurnOnAsync();
        var password = $"/test/sign-in?user=factor-lea&password={Uri.EscapeDataString(MemberSteps.Password)}";
        using var late = controller.Anonymous();
        Assert.Equal("CodeNeeded", await PostAsync(late, password));
        controller.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("Expired", await PostAsync(late, $"/test/sign-in-code?code={app.Next()}"));

        using var changed = controller.Anonymous();
        Assert.Equal("CodeNeeded", await PostAsync(changed, password));
        Assert.Equal(204, await lea.TurnOffAsync(MemberSteps.Password, app.Next()));
        var (again, _) = await lea.TurnOnAsync();
        Assert.Equal("Expired", await PostAsync(changed, $"/test/sign-in-code?code={again.Next()}"));
    }

    [Fact]
    public async Task Who_runs_the_controller_turns_it_off_in_the_database_as_the_document_says_and_it_is_told()
    {
        using var owner = await controller.NewTenantAsync("factor-by-hand");
        using var mia = await controller.JoinAsync(owner, "factor-by-hand", "factor-mia", "viewer");
        await mia.TurnOnAsync();
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "CloudNet.sln"))) folder = System.IO.Path.GetDirectoryName(folder)!;
        var text = await File.ReadAllTextAsync(System.IO.Path.Combine(folder, "docs", "operating.md"));
        var from = text.IndexOf("UPDATE users SET", StringComparison.Ordinal);
        var sql = text[from..text.IndexOf("```", from, StringComparison.Ordinal)].Replace("alice@example.net", "factor-mia", StringComparison.Ordinal);
        await using (var command = controller.Database.Source.CreateCommand(sql)) await command.ExecuteNonQueryAsync();

        using var anonymous = controller.Anonymous();
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-mia", null));
        Assert.Equal(new("factor-mia", false, 0), await mia.GetAsync<SecondFactorRecord>(Path));
        Assert.False(await SeenAsync(owner, "factor-mia"));
        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "factor-by-hand")).Id;
        Assert.Equal(("database", "off"), await db.Audit.Where(row => row.TenantId == tenant && row.Operation == "Update").ToListAsync() is [var entry]
            ? (entry.ActorKind, Word(entry.After!)) : default);
    }

    // What the server sets and takes back, the client keeps: as a browser does.
    private static async Task<string> PostAsync(ApiClient client, string path)
    {
        using var response = await client.Http.PostAsync(path, null);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            if (!cookie.Contains("=;", StringComparison.Ordinal)) client.Http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<bool?> SeenAsync(ApiClient client, string user) =>
        (await client.ListAsync<MemberRecord>("/api/v1/members")).Single(member => member.User == user).SecondFactor;

    private static string? Word(string told) => JsonDocument.Parse(told).RootElement.GetProperty("secondFactor").GetString();
}
