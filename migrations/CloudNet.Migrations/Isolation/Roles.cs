using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudNet.Migrations.Isolation;

/// <summary>
/// Makes the roles of <see cref="DatabaseRoles"/>. They belong to the whole server: another database of it, or a superuser
/// where this login may not, has perhaps made them already. Who migrates owns the tables, and is of the system itself, so that
/// a later migration sees the rows that it changes.
/// </summary>
internal static class Roles
{
    /// <summary>What somebody who may has to run where this login may not; docs/operating.md says the same.</summary>
    private const string ByHand =
        $"CREATE ROLE {DatabaseRoles.Tenant} NOLOGIN; CREATE ROLE {DatabaseRoles.System} NOLOGIN; "
        + $"CREATE ROLE {DatabaseRoles.Application} NOLOGIN NOINHERIT IN ROLE {DatabaseRoles.Tenant}, {DatabaseRoles.System}; "
        + $"GRANT {DatabaseRoles.System} TO %I;";

    /// <summary>Makes those that are missing.</summary>
    public static void MakeRoles(this MigrationBuilder builder) => builder.Sql($"""
        DO $roles$
        DECLARE wanted text;
        BEGIN
            FOREACH wanted IN ARRAY ARRAY['{DatabaseRoles.Tenant}', '{DatabaseRoles.System}', '{DatabaseRoles.Application}'] LOOP
                CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
                BEGIN
                    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
                EXCEPTION WHEN duplicate_object OR unique_violation THEN
                    NULL; -- made for another database in this moment
                END;
            END LOOP;
            IF NOT pg_has_role('{DatabaseRoles.Application}', '{DatabaseRoles.Tenant}', 'MEMBER') THEN
                GRANT {DatabaseRoles.Tenant} TO {DatabaseRoles.Application};
            END IF;
            IF NOT pg_has_role('{DatabaseRoles.Application}', '{DatabaseRoles.System}', 'MEMBER') THEN
                GRANT {DatabaseRoles.System} TO {DatabaseRoles.Application};
            END IF;
            IF NOT pg_has_role('{DatabaseRoles.System}', 'USAGE') THEN
                GRANT {DatabaseRoles.System} TO CURRENT_USER;
            END IF;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
                'the login %I may not make roles (it has no CREATEROLE). Let a superuser run once, then migrate again: {ByHand}',
                current_user, current_user);
        END
        $roles$
        """);
}
