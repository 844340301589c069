using System.Text;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class SecondFactorTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Needed = "401 code-needed";
    private const string Path = SecondFactorSteps.Path;

    [Fact]
    public async Task It_counts_once_a_code_of_its_secret_is_confirmed()
    {
        using var owner = await controller.NewTenantAsync("factor-begun");
        using var ann = await controller.JoinAsync(owner, "factor-begun", "factor-ann", "viewer");
        using var anonymous = controller.Anonymous();
        Assert.Equal(new("factor-ann", false, 0), await ann.GetAsync<SecondFactorRecord>(Path));
        await ann.PostRefusedAsync($"{Path}/confirm", new ConfirmSecondFactor("123456"), 409);

        var begun = await ann.PostAsync<BegunSecondFactor>(Path, new BeginSecondFactor(MemberSteps.Password));
        Assert.Matches("^[A-Z2-7]{32}$", begun.Secret);
        Assert.Equal($"otpauth://totp/CloudNet:factor-ann?secret={begun.Secret}&issuer=CloudNet&digits=6&period=30", begun.Uri);
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-ann", null));
        var app = new AuthenticatorApp(begun.Secret);
        Assert.Equal("code", (await ann.PostRefusedAsync($"{Path}/confirm", new ConfirmSecondFactor(app.Wrong()), 400)).Problems!.Single().Field);
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-ann", null));

        var confirmed = await ann.PostAsync<ConfirmedSecondFactor>($"{Path}/confirm", new ConfirmSecondFactor(app.Next()));
        Assert.Equal(10, confirmed.RecoveryCodes.Distinct().Count());
        Assert.All(confirmed.RecoveryCodes, code => Assert.Matches("^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$", code));
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-ann", null));
        // The token from before is a program's, and goes on.
        Assert.Equal(new("factor-ann", true, 10), await ann.GetAsync<SecondFactorRecord>(Path));
        await ann.PostRefusedAsync(Path, new BeginSecondFactor(MemberSteps.Password), 409);
        await ann.PostRefusedAsync($"{Path}/confirm", new ConfirmSecondFactor(app.Next()), 409);
    }

    [Fact]
    public async Task A_code_signs_in_once_and_nothing_tells_of_it_before_the_password_is_right()
    {
        using var owner = await controller.NewTenantAsync("factor-codes");
        using var ben = await controller.JoinAsync(owner, "factor-codes", "factor-ben", "viewer");
        var (app, _) = await ben.TurnOnAsync();
        using var anonymous = controller.Anonymous();

        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-ben", app.Last)); // that one confirmed it
        Assert.Equal("401 not-authenticated", await anonymous.TrySignInAsync("factor-ben", null, "wrong password"));
        Assert.Equal("401 not-authenticated", await anonymous.TrySignInAsync("factor-ben", app.Next(), "wrong password"));
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-ben", $" {app.Last[..3]} {app.Last[3..]}"));
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-ben", app.Last));
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-ben", app.Next()));
        Assert.Equal("400 invalid", await anonymous.TrySignInAsync("factor-ben", new string('1', 65)));
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-ben", " "));
    }

    [Fact]
    public async Task Of_many_who_send_one_code_at_once_one_gets_in()
    {
        using var owner = await controller.NewTenantAsync("factor-race");
        using var cat = await controller.JoinAsync(owner, "factor-race", "factor-cat", "viewer");
        var (app, recovery) = await cat.TurnOnAsync();
        using var anonymous = controller.Anonymous();
        foreach (var code in new[] { app.Next(), recovery[0] })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => anonymous.TrySignInAsync("factor-cat", code)));
            Assert.Equal(1, answers.Count(answer => answer == "200"));
        }
    }

    [Fact]
    public async Task Wrong_codes_lock_out_and_right_passwords_in_between_do_not_help()
    {
        using var owner = await controller.NewTenantAsync("factor-locked");
        using var dan = await controller.JoinAsync(owner, "factor-locked", "factor-dan", "viewer");
        var (app, _) = await dan.TurnOnAsync();
        using var anonymous = controller.Anonymous();
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-dan", null));
            Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-dan", app.Wrong()));
        }
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("factor-dan", app.Next()));
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("factor-dan", null));
        controller.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-dan", app.Next()));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_however_it_is_written()
    {
        using var owner = await controller.NewTenantAsync("factor-lost");
        using var eva = await controller.JoinAsync(owner, "factor-lost", "factor-eva", "viewer");
        var (_, recovery) = await eva.TurnOnAsync();
        using var anonymous = controller.Anonymous();

        Assert.Equal("200", await anonymous.TrySignInAsync("factor-eva", recovery[3]));
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-eva", recovery[3]));
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-eva", recovery[4].Replace('-', ' ').ToUpperInvariant()));
        Assert.Equal(8, (await eva.GetAsync<SecondFactorRecord>(Path)).RecoveryCodes);
        using var fay = await controller.JoinAsync(owner, "factor-lost", "factor-fay", "viewer");
        await fay.TurnOnAsync();
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-fay", recovery[5]));
    }

    [Fact]
    public async Task It_is_turned_off_with_ones_password_and_a_code_in_person()
    {
        using var owner = await controller.NewTenantAsync("factor-off");
        using var gus = await controller.JoinAsync(owner, "factor-off", "factor-gus", "operator");
        var (app, recovery) = await gus.TurnOnAsync();
        var token = await gus.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("limited", null, "operator"), 201);
        using var limited = new ApiClient(controller.Address, token.Secret);
        using var anonymous = controller.Anonymous();

        Assert.Equal(403, await limited.TurnOffAsync(MemberSteps.Password, app.Next()));
        Assert.Equal(403, await gus.TurnOffAsync("not the password", app.Last));
        Assert.Equal(400, await gus.TurnOffAsync("", app.Last));
        Assert.Equal(401, await gus.TurnOffAsync(MemberSteps.Password, null));
        Assert.Equal(401, await gus.TurnOffAsync(MemberSteps.Password, app.Wrong()));
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-gus", null));
        Assert.Equal(204, await gus.TurnOffAsync(MemberSteps.Password, app.Last));
        Assert.Equal("200", await anonymous.TrySignInAsync("factor-gus", null));
        Assert.Equal(409, await gus.TurnOffAsync(MemberSteps.Password, "123456"));
        await gus.TurnOnAsync();
        Assert.Equal(Needed, await anonymous.TrySignInAsync("factor-gus", recovery[0]));
        for (var tries = 0; tries < 5; tries++) await gus.TurnOffAsync("not the password", recovery[1]);
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("factor-gus", null));
    }

    [Fact]
    public async Task No_secret_is_stored_as_it_was_shown()
    {
        using var owner = await controller.NewTenantAsync("factor-stored");
        using var hal = await controller.JoinAsync(owner, "factor-stored", "factor-hal", "viewer");
        var (app, recovery) = await hal.TurnOnAsync();
        var rows = await Database.AllRows.ReadAsync(controller.Database);
        foreach (var secret in recovery.Concat(recovery.Select(code => code.Replace("-", ""))).Append(app.Secret))
        {
            Assert.DoesNotContain(secret, rows, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), rows, StringComparison.OrdinalIgnoreCase);
        }
        await using var db = controller.Database.Open();
        Assert.NotNull((await db.Users.SingleAsync(row => row.UserName == "factor-hal")).AuthenticatorKey);
    }
}
