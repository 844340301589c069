using System.Data.Common;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Audit;

namespace CloudNet.Store.Isolation;

/// <summary>
/// As whom a context reads and writes: a tenant, or the system. One statement makes the transaction so, tells what is being done
/// (<see cref="Deed"/>), and ends with it; its text is the same for all tenants, so that a driver that prepares what it sends often
/// prepares it too.
/// </summary>
public sealed record DbScope
{
    private const string TenantParameter = "cloudnet_tenant";
    private const string DeedParameter = "cloudnet_deed";
    private const string SetDeed = $"set_config('{Deed.Setting}', @{DeedParameter}, true)";
    private readonly string statement;

    private DbScope(TenantId? tenant, string statement) => (Tenant, this.statement) = (tenant, statement);

    /// <summary>All tenants' rows.</summary>
    public static DbScope System { get; } = new(null, $"SELECT {SetDeed}, set_config('role', '{DatabaseRoles.System}', true)");

    /// <summary>The tenant; null for the system.</summary>
    public TenantId? Tenant { get; }

    /// <summary>The rows of one tenant. (<c>SET LOCAL</c> is the same, but takes no parameter, and is one statement each.)</summary>
    public static DbScope Of(TenantId tenant) => new(
        tenant,
        $"SELECT {SetDeed}, set_config('{CurrentTenant.Setting}', @{TenantParameter}, true), set_config('role', '{DatabaseRoles.Tenant}', true)");

    /// <summary>Makes the rest of a transaction that of the scope.</summary>
    internal async Task EnterAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, statement);
        AddParameters(command);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Puts the statement in front of what a command sends, whose first result is then that of the statement.</summary>
    internal void PutInFrontOf(DbCommand command)
    {
        command.CommandText = $"{statement};\n{command.CommandText}";
        AddParameters(command);
    }

    private void AddParameters(DbCommand command)
    {
        Add(command, DeedParameter, Deed.CurrentText);
        if (Tenant is { } tenant) Add(command, TenantParameter, tenant.ToString());
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
