using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;

namespace CloudNet.Domain.Tests.Access;

public sealed class SignInRulesTests
{
    [Fact]
    public void Name_and_password_are_required_and_bounded()
    {
        Assert.Null(SignInRules.Check(new SignIn("ada", "x")));
        Assert.Equal(["user", "password"], SignInRules.Check(new SignIn())!.Problems.Select(problem => problem.Field));
        Assert.NotNull(SignInRules.Check(new SignIn("ada", new string('x', 257))));
    }

    [Fact]
    public void A_token_lives_thirty_days_by_default_and_a_year_at_most()
    {
        Assert.False(ApiTokenRules.Parse(new CreateApiToken("ci"), TenantRole.Viewer).IsRefused(out _, out var token));
        Assert.Equal(TimeSpan.FromDays(30), token.Lifetime);
        Assert.True(ApiTokenRules.Parse(new CreateApiToken("", 525_601), TenantRole.Viewer).IsRefused(out var refusal, out _));
        Assert.Equal(["name", "expiresInMinutes"], refusal.Problems.Select(problem => problem.Field));
    }
}
