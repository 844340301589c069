namespace CloudNet.Store.Isolation;

/// <summary>
/// PostgreSQL's roles that stand between the controller and the tables. Nobody logs in as one of them. The migration
/// <c>RowLevelSecurity</c> makes them, and grants them what they may do.
/// </summary>
public static class DatabaseRoles
{
    /// <summary>
    /// What the controller's login is a member of. By itself it may use the tables that are no tenant's (people, the cookies'
    /// keys), and become one of the other two for a transaction; it inherits nothing from them.
    /// </summary>
    public const string Application = "cloudnet_app";

    /// <summary>Sees the rows of the transaction's tenant, and no other.</summary>
    public const string Tenant = "cloudnet_tenant";

    /// <summary>Sees the rows of all tenants: for the gateway, the change log, reports, and finding out who asks.</summary>
    public const string System = "cloudnet_system";
}
