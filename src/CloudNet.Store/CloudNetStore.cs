using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store;

/// <summary>
/// Opens the database for somebody: a tenant, whose rows are all that is there, or the system. PostgreSQL holds to it by
/// row-level security, whatever the code asks for. Use no other way to the tables that belong to tenants: a context that is
/// opened for nobody is refused there.
/// </summary>
public sealed class CloudNetStore(IDbContextFactory<CloudNetDb> contexts)
{
    /// <summary>A context that sees one tenant's rows. The caller disposes it.</summary>
    public CloudNetDb ForTenant(TenantId tenant) => Open(DbScope.Of(tenant));

    /// <summary>
    /// A context that sees the rows of all tenants: for what has no tenant (the change log's relay, the gateway), or has to find
    /// out whose a secret is. The caller disposes it.
    /// </summary>
    public CloudNetDb ForSystem() => Open(DbScope.System);

    private CloudNetDb Open(DbScope scope)
    {
        var db = contexts.CreateDbContext();
        db.Act(scope);
        return db;
    }
}
