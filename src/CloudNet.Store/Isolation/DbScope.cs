using CloudNet.Contracts.Tenants;

namespace CloudNet.Store.Isolation;

/// <summary>As whom a context reads and writes: a tenant, or the system. One statement makes the transaction so, and ends with it.</summary>
public sealed record DbScope
{
    private DbScope(TenantId? tenant, string statement) => (Tenant, Statement) = (tenant, statement);

    /// <summary>All tenants' rows.</summary>
    public static DbScope System { get; } = new(null, $"SELECT set_config('role', '{DatabaseRoles.System}', true)");

    /// <summary>The tenant; null for the system.</summary>
    public TenantId? Tenant { get; }

    /// <summary>Sets role and tenant until the transaction ends (<c>SET LOCAL</c> has no form for both, nor for a value).</summary>
    internal string Statement { get; }

    /// <summary>The rows of one tenant.</summary>
    public static DbScope Of(TenantId tenant) => new(
        tenant, $"SELECT set_config('{CurrentTenant.Setting}', '{tenant.Value}', true), set_config('role', '{DatabaseRoles.Tenant}', true)");
}
