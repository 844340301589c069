using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Tenants;

namespace CloudNet.Domain.Tests.Tenants;

public sealed class TenantRulesTests
{
    [Theory]
    [InlineData("acme", false, null)]
    [InlineData("acme", true, RefusalKind.Conflict)]
    [InlineData("ACME", false, RefusalKind.Invalid)]
    [InlineData(null, false, RefusalKind.Invalid)]
    public void Name_is_a_name_and_free(string? name, bool taken, RefusalKind? kind)
    {
        TenantRules.Parse(new CreateTenant(name), taken).IsRefused(out var refusal, out _);
        Assert.Equal(kind, refusal?.Kind);
    }
}
