using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class PasswordTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Old = MemberSteps.Password;
    private const string Next = PasswordSteps.Next;
    private const string Path = PasswordSteps.Path;
    private const string Wrong = "401 not-authenticated";

    [Fact]
    public async Task The_new_one_signs_in_and_the_old_one_no_more()
    {
        using var owner = await controller.NewTenantAsync("password-changed");
        using var ann = await controller.JoinAsync(owner, "password-changed", "password-ann", "viewer");
        using var anonymous = controller.Anonymous();

        var refused = await ann.PostRefusedAsync(Path, new ChangePassword("not the password", Next), 403);
        Assert.Contains("The password is not yours", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("200", await anonymous.TrySignInAsync("password-ann", null));
        Assert.Equal(401, await anonymous.ChangePasswordAsync(Old));
        Assert.Equal(204, await ann.ChangePasswordAsync(Old));
        Assert.Equal(Wrong, await anonymous.TrySignInAsync("password-ann", null));
        Assert.Equal("200", await anonymous.TrySignInAsync("password-ann", null, Next));
        Assert.Equal(403, await ann.ChangePasswordAsync(Old, "one more, and longer"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_counts_as_no_guess()
    {
        using var owner = await controller.NewTenantAsync("password-weak");
        using var ben = await controller.JoinAsync(owner, "password-weak", "password-ben", "viewer");
        async Task<string> FieldsAsync(ChangePassword request) =>
            string.Join(' ', (await ben.PostRefusedAsync(Path, request, 400)).Problems!.Select(problem => problem.Field));

        Assert.Equal("password newPassword code", await FieldsAsync(new(null, "short", new string('1', 65))));
        Assert.Equal("password newPassword", await FieldsAsync(new()));
        Assert.Equal("newPassword", await FieldsAsync(new(Old, Old)));
        for (var tries = 0; tries < 6; tries++) Assert.Equal("newPassword", await FieldsAsync(new("not the password", "short")));
        Assert.Equal(204, await ben.ChangePasswordAsync(Old));
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("         ")]
    [InlineData(null)]
    public async Task What_is_too_weak_for_a_new_user_is_too_weak_here(string? password)
    {
        password ??= new('x', 257);
        var name = $"password-rules-{password.Length}";
        using var owner = await controller.NewTenantAsync(name);
        using var anonymous = controller.Anonymous();
        var accept = new AcceptInvitation(await owner.InviteAsync("viewer"), $"{name}-cat", password);
        Assert.Equal("password", (await anonymous.PostRefusedAsync("/api/v1/invitations/accept", accept, 400)).Problems!.Single().Field);
        using var cat = await controller.JoinAsync(owner, name, $"{name}-cat", "viewer");
        Assert.Equal("newPassword", (await cat.PostRefusedAsync(Path, new ChangePassword(Old, password), 400)).Problems!.Single().Field);
    }

    [Fact]
    public async Task Wrong_ones_count_with_those_at_sign_in_and_lock_out()
    {
        using var owner = await controller.NewTenantAsync("password-locked");
        using var dan = await controller.JoinAsync(owner, "password-locked", "password-dan", "viewer");
        using var anonymous = controller.Anonymous();

        for (var tries = 0; tries < 4; tries++) Assert.Equal(403, await dan.ChangePasswordAsync("not the password"));
        Assert.Equal(Wrong, await anonymous.TrySignInAsync("password-dan", null, "not the password"));
        Assert.Equal(429, await dan.ChangePasswordAsync(Old));
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("password-dan", null));
        controller.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(204, await dan.ChangePasswordAsync(Old));
        Assert.Equal("200", await anonymous.TrySignInAsync("password-dan", null, Next));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done()
    {
        using var owner = await controller.NewTenantAsync("password-race");
        using var eva = await controller.JoinAsync(owner, "password-race", "password-eva", "viewer");
        using var anonymous = controller.Anonymous();
        string[] wanted = [.. Enumerable.Range(0, 4).Select(number => $"wanted password {number}")];

        var answers = await Task.WhenAll(wanted.Select(next => eva.ChangePasswordAsync(Old, next)));
        var won = wanted[Array.IndexOf(answers, 204)];
        Assert.Equal(1, answers.Count(answer => answer == 204));
        Assert.All(answers, answer => Assert.True(answer is 204 or 403 or 409, $"{answer}"));
        // The right one first, which forgets how often it was wrong: five times in all would lock out.
        foreach (var password in wanted.OrderByDescending(one => one == won))
            Assert.Equal(password == won ? "200" : Wrong, await anonymous.TrySignInAsync("password-eva", null, password));
    }

    [Fact]
    public async Task With_a_second_factor_it_takes_a_code_too_and_wrong_codes_lock_out()
    {
        using var owner = await controller.NewTenantAsync("password-code");
        using var fay = await controller.JoinAsync(owner, "password-code", "password-fay", "viewer");
        var (app, recovery) = await fay.TurnOnAsync();
        using var anonymous = controller.Anonymous();

        Assert.Equal("urn:cloudnet:code-needed", (await fay.PostRefusedAsync(Path, new ChangePassword(Old, Next), 401)).Type);
        Assert.Equal(403, await fay.ChangePasswordAsync("not the password", code: app.Next()));
        Assert.Equal(401, await fay.ChangePasswordAsync(Old, code: app.Wrong()));
        Assert.Equal(204, await fay.ChangePasswordAsync(Old, code: app.Last));
        Assert.Equal("401 code-needed", await anonymous.TrySignInAsync("password-fay", app.Last, Next));
        Assert.Equal(204, await fay.ChangePasswordAsync(Next, Old, recovery[0]));
        Assert.Equal(401, await fay.ChangePasswordAsync(Old, Next, recovery[0]));
        Assert.Equal("200", await anonymous.TrySignInAsync("password-fay", app.Next()));

        // A right password in between does not begin the count anew.
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal(401, await fay.ChangePasswordAsync(Old));
            Assert.Equal(401, await fay.ChangePasswordAsync(Old, code: app.Wrong()));
        }
        Assert.Equal(429, await fay.ChangePasswordAsync(Old, code: app.Next()));
        Assert.Equal("429 too-often", await anonymous.TrySignInAsync("password-fay", app.Last));
    }
}
