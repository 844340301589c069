using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace CloudNet.Store.Isolation;

/// <summary>
/// The tenant of a row that is added without one: that of the context. Known at once, unlike the column's default, which is the
/// same: EF Core orders the inserts of a save by foreign keys, and the tenant is a part of these.
/// </summary>
internal sealed class TenantOfScope : ValueGenerator<TenantId>
{
    /// <inheritdoc/>
    public override bool GeneratesTemporaryValues => false;

    /// <inheritdoc/>
    public override TenantId Next(EntityEntry entry) => (entry.Context as CloudNetDb)?.Scope?.Tenant
        ?? throw new InvalidOperationException($"{entry.Metadata.ShortName()}: a row is added outside of a tenant's context, and does not say whose it is.");
}
