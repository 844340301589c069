using CloudNet.Store.Audit;
using CloudNet.Store.Isolation;

namespace CloudNet.Migrations.Audit;

/// <summary>
/// The trigger of a table that gets many rows at a time: one statement writes the entries of all rows that were added, which costs a quarter of
/// a run of <see cref="AuditFunctions.Trigger"/> for each. It tells and refuses the same, and has the same arguments.
/// </summary>
internal static class AuditOfAdded
{
    /// <summary>
    /// The trigger's function. Its plan is kept, so that for a few rows too it is the rows that cost. A row is turned into JSON once, and not
    /// once a column: that is what <c>OFFSET 0</c> is for.
    /// </summary>
    public const string Function = $"""
        CREATE FUNCTION audit_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
        DECLARE
            said text := current_setting('{Deed.Setting}', true);
            by_hand boolean := current_setting('role') NOT IN ('{DatabaseRoles.Tenant}', '{DatabaseRoles.System}');
            deed jsonb := CASE
                WHEN by_hand THEN jsonb_build_object('kind', 'database', 'name', session_user, 'origin', 'database', 'operation', initcap(TG_OP))
                WHEN said NOT IN ('', '{Deed.Nobody}') THEN said::jsonb
                ELSE jsonb_build_object('kind', 'unknown', 'name', 'unknown', 'origin', 'controller', 'operation', 'unknown') END;
        BEGIN
            WITH columns AS MATERIALIZED (
                SELECT ltrim(split_part(arg, ':', 1), '+') AS key, split_part(arg, ':', 2) AS col
                FROM unnest(TG_ARGV) WITH ORDINALITY AS given(arg, place) WHERE place > 3
            )
            INSERT INTO audit (
                tenant_id, at, transaction, actor_kind, actor_id, actor_name, token_id, origin, address, operation,
                action, kind, subject_id, subject_name, after)
            SELECT
                coalesce(becomes ->> 'tenant_id', becomes ->> 'id')::uuid, now(), pg_current_xact_id()::text::bigint, deed ->> 'kind', actor,
                coalesce(deed ->> 'name', (SELECT name FROM hosts WHERE id = actor), ''), (deed ->> 'token')::uuid,
                deed ->> 'origin', deed ->> 'address', deed ->> 'operation', 'created',
                TG_ARGV[0], (becomes ->> TG_ARGV[1])::uuid, coalesce(becomes ->> TG_ARGV[2], names ->> 'user', ''), (told || names)::text
            FROM (SELECT to_jsonb(added) AS becomes FROM added OFFSET 0) AS rows
            CROSS JOIN LATERAL (
                SELECT jsonb_strip_nulls(jsonb_object_agg(key, audit_value(becomes -> col))) AS told FROM columns OFFSET 0) AS own
            CROSS JOIN LATERAL (
                SELECT jsonb_strip_nulls(jsonb_build_object(
                    'network', (SELECT name FROM networks WHERE id = (told ->> 'networkId')::uuid),
                    'host', (SELECT name FROM hosts WHERE id = (told ->> 'hostId')::uuid),
                    'user', (SELECT user_name FROM users WHERE id = coalesce(told ->> 'userId', told ->> 'invitedBy')::uuid))) AS names
                OFFSET 0) AS looked_up
            CROSS JOIN LATERAL (
                SELECT coalesce(deed ->> 'id', CASE WHEN deed ->> 'kind' = '{ActorKind.Host}' THEN becomes ->> 'host_id' END)::uuid AS actor) AS who;
            IF FOUND AND said = '{Deed.Nobody}' THEN
                RAISE EXCEPTION 'nobody says who changes %: begin a Deed', TG_TABLE_NAME;
            END IF;
            RETURN NULL;
        END $$
        """;
}
