namespace CloudNet.Store.Isolation;

/// <summary>The tenant of the transaction, as the database knows it.</summary>
public static class CurrentTenant
{
    /// <summary>The setting that a transaction for a tenant begins with.</summary>
    public const string Setting = "cloudnet.tenant";

    /// <summary>
    /// The SQL function that reads it: null where there is none. Policies compare with it, and it is the default of columns
    /// <c>tenant_id</c>, so that whoever writes a row cannot forget whose it is.
    /// </summary>
    public const string Sql = "current_tenant()";
}
