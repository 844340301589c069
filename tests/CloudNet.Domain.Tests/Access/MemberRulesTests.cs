using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tests.Access;

public sealed class MemberRulesTests
{
    private static readonly Guid Ada = Guid.Parse("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid Bob = Guid.Parse("00000000-0000-0000-0000-00000000000b");

    // Who, whom, to what, of how many owners: refused as what.
    [Theory]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Viewer, 2, null)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Viewer, 1, RefusalKind.Conflict)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Owner, 1, null)]
    [InlineData(TenantRole.Owner, TenantRole.Viewer, TenantRole.Owner, 1, null)]
    [InlineData(TenantRole.Admin, TenantRole.Viewer, TenantRole.Operator, 1, null)]
    [InlineData(TenantRole.Admin, TenantRole.Viewer, TenantRole.Admin, 1, RefusalKind.NotAllowed)]
    [InlineData(TenantRole.Admin, TenantRole.Admin, TenantRole.Viewer, 1, RefusalKind.NotAllowed)]
    [InlineData(TenantRole.Admin, TenantRole.Owner, TenantRole.Viewer, 2, RefusalKind.NotAllowed)]
    [InlineData(TenantRole.Operator, TenantRole.Viewer, TenantRole.Viewer, 1, RefusalKind.NotAllowed)]
    public void Roles_of_others(TenantRole actor, TenantRole member, TenantRole role, int owners, RefusalKind? refused) =>
        Assert.Equal(refused, MemberRules.SetRole(As(actor), Is(Bob, member), role, owners)?.Kind);

    [Theory]
    [InlineData(TenantRole.Admin, TenantRole.Viewer, 1, null)]
    [InlineData(TenantRole.Admin, TenantRole.Owner, 1, RefusalKind.NotAllowed)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, 2, null)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, 1, RefusalKind.Conflict)]
    [InlineData(TenantRole.Viewer, TenantRole.Viewer, 1, RefusalKind.NotAllowed)]
    public void Oneself_and_others_out_of_the_tenant(TenantRole self, TenantRole other, int owners, RefusalKind? refused)
    {
        // Leaving: only the last owner may not.
        Assert.Equal(self == TenantRole.Owner && owners == 1, MemberRules.Remove(As(self), Is(Ada, self), owners) is not null);
        Assert.Equal(refused, MemberRules.Remove(As(self), Is(Bob, other), owners)?.Kind);
    }

    [Fact]
    public void One_steps_down_and_not_up()
    {
        Assert.Null(MemberRules.SetRole(As(TenantRole.Admin), Is(Ada, TenantRole.Admin), TenantRole.Viewer, 1));
        Assert.Equal(RefusalKind.NotAllowed, MemberRules.SetRole(As(TenantRole.Admin), Is(Ada, TenantRole.Admin), TenantRole.Owner, 1)?.Kind);
    }

    [Fact]
    public void A_limited_token_does_what_the_lower_role_does_and_stays_so_when_it_is_looked_at_again()
    {
        var limited = AccessRules.Through(As(TenantRole.Owner), TenantRole.Operator);
        Assert.Equal((TenantRole.Operator, true), (limited.Role, limited.IsLimited));
        Assert.Equal(TenantRole.Viewer, AccessRules.Through(As(TenantRole.Viewer), TenantRole.Owner).Role);
        Assert.NotNull(AccessRules.RequireInPerson(limited));

        Assert.Equal(TenantRole.Operator, Now(limited, TenantRole.Owner).Role);
        Assert.Equal(TenantRole.Viewer, Now(limited, TenantRole.Viewer).Role);
        Assert.Equal(TenantRole.Viewer, Now(As(TenantRole.Owner), TenantRole.Viewer).Role);
        Assert.True(AccessRules.Now(limited, null).IsRefused(out _, out _));
    }

    private static Actor Now(Actor actor, TenantRole role) =>
        AccessRules.Now(actor, Is(actor.User, role)).IsRefused(out _, out var now) ? throw new InvalidOperationException("Refused.") : now;

    private static Actor As(TenantRole role) => new(new TenantId(Guid.Empty), "acme", Ada, "ada", role);

    private static TenantMember Is(Guid user, TenantRole role) => new(user, "somebody", role, default);
}
