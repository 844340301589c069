using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tests.Access;

public sealed class AccessRulesTests
{
    [Theory]
    [InlineData(TenantRole.Viewer, TenantRole.Operator, false)]
    [InlineData(TenantRole.Operator, TenantRole.Operator, true)]
    [InlineData(TenantRole.Operator, TenantRole.Admin, false)]
    [InlineData(TenantRole.Owner, TenantRole.Admin, true)]
    public void A_role_does_what_the_ones_below_do(TenantRole has, TenantRole needs, bool may) =>
        Assert.Equal(may, AccessRules.Require(Ada("acme", has), needs) is null);

    [Theory]
    [InlineData("default", TenantRole.Owner, true)]
    [InlineData("default", TenantRole.Admin, false)]
    [InlineData("acme", TenantRole.Owner, false)]
    public void Owners_of_the_first_tenant_administer_the_controller(string tenant, TenantRole role, bool administers)
    {
        Assert.Equal(administers, AccessRules.IsAdministrator(Ada(tenant, role)));
        Assert.Equal(administers ? null : RefusalKind.NotAllowed, AccessRules.RequireAdministrator(Ada(tenant, role))?.Kind);
    }

    [Fact]
    public void Roles_survive_the_store_and_an_unknown_one_only_looks()
    {
        Assert.All(Enum.GetValues<TenantRole>(), role => Assert.Equal(role, AccessRules.Role(AccessRules.Word(role))));
        Assert.Equal(TenantRole.Viewer, AccessRules.Role("emperor"));
    }

    private static Actor Ada(string tenant, TenantRole role) => new(new TenantId(Guid.Empty), tenant, Guid.Empty, "ada", role);
}
