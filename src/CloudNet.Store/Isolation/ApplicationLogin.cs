using Npgsql;

namespace CloudNet.Store.Isolation;

/// <summary>
/// The login that controllers use: no superuser, owns no table, and a member of <see cref="DatabaseRoles.Application"/>. With
/// any other, row-level security would hold only as long as no code forgets whose transaction it is in.
/// </summary>
public static class ApplicationLogin
{
    /// <summary>The usual name, and that of the private database's.</summary>
    public const string Name = "cloudnet_controller";

    /// <summary>Makes the login where there is none, and lets it be the controller's; one that is there keeps its password.</summary>
    /// <param name="owner">Connections of a login that may make roles.</param>
    /// <param name="name">The login.</param>
    /// <param name="password">Its password; null where it needs none to connect.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="NpgsqlException">The owner may not; the message has what somebody who may has to run.</exception>
    public static async Task EnsureAsync(NpgsqlDataSource owner, string name, string? password, CancellationToken cancel)
    {
        await using var ask = owner.CreateCommand($"""
            SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)
                THEN format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE {DatabaseRoles.Application}', $1, $2)
                WHEN NOT pg_has_role($1, '{DatabaseRoles.Application}', 'MEMBER') THEN format('GRANT {DatabaseRoles.Application} TO %I', $1) END
            """);
        ask.Parameters.Add(new() { Value = name });
        ask.Parameters.Add(new() { Value = (object?)password ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        if (await ask.ExecuteScalarAsync(cancel) is not string statement) return;
        try
        {
            await using var make = owner.CreateCommand(statement);
            await make.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Without the password: the message goes into logs.
            throw new NpgsqlException(
                $"the owner may not make the login {name}; let a superuser run, and give it a password: "
                + $"CREATE ROLE \"{name}\" LOGIN IN ROLE {DatabaseRoles.Application} (or, where it is there: GRANT {DatabaseRoles.Application} TO \"{name}\")",
                refused);
        }
    }

    /// <summary>What is wrong with the login that these connections use; null where nothing is.</summary>
    public static async Task<string?> ProblemAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var ask = source.CreateCommand($"""
            SELECT CASE
                WHEN me.rolsuper THEN 'is a superuser'
                WHEN me.rolbypassrls THEN 'has BYPASSRLS'
                WHEN EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                    AND pg_has_role(relowner, 'MEMBER')) THEN 'owns tables'
                WHEN NOT pg_has_role('{DatabaseRoles.Application}', 'USAGE') THEN 'is no member of {DatabaseRoles.Application}'
                WHEN pg_has_role('{DatabaseRoles.System}', 'USAGE') THEN 'has the rights of {DatabaseRoles.System} all the time'
                WHEN pg_has_role('{DatabaseRoles.Tenant}', 'USAGE') THEN 'has the rights of {DatabaseRoles.Tenant} all the time' END
            FROM pg_roles AS me WHERE rolname = current_user
            """);
        return await ask.ExecuteScalarAsync(cancel) as string;
    }
}
