using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;

namespace CloudNet.Domain.Tests.Access;

public sealed class InvitationRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_invitation_lives_a_week_by_default_and_says_who_and_what()
    {
        Assert.False(InvitationRules.Parse(new CreateInvitation("ada@example.net", "operator")).IsRefused(out _, out var invitation));
        Assert.Equal(new NewInvitation("ada@example.net", TenantRole.Operator, TimeSpan.FromDays(7)), invitation);
        Assert.True(InvitationRules.Parse(new CreateInvitation()).IsRefused(out var refusal, out _));
        Assert.Equal(["name", "role"], refusal.Problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData(TenantRole.Owner, TenantRole.Owner, 1, true)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, 0, false)]
    [InlineData(TenantRole.Admin, TenantRole.Owner, 1, true)]
    [InlineData(TenantRole.Operator, TenantRole.Admin, 1, true)]
    [InlineData(TenantRole.Admin, TenantRole.Admin, 1, false)]
    [InlineData(TenantRole.Viewer, TenantRole.Operator, 1, false)]
    public void It_stands_while_its_time_lasts_and_who_gave_it_may_give_it(TenantRole role, TenantRole inviter, int minutesLeft, bool stands) =>
        Assert.Equal(stands, InvitationRules.Stands(role, inviter, Noon.AddMinutes(minutesLeft), Noon));

    [Fact]
    public void A_token_is_limited_to_a_role_not_above_its_makers_and_read_is_viewer()
    {
        Assert.False(ApiTokenRules.Parse(new CreateApiToken("ci", null, "read"), TenantRole.Viewer).IsRefused(out _, out var token));
        Assert.Equal(TenantRole.Viewer, token.Role);
        foreach (var role in new[] { "operator", "Read", "" })
            Assert.True(ApiTokenRules.Parse(new CreateApiToken("ci", null, role), TenantRole.Viewer).IsRefused(out _, out _));
    }
}
