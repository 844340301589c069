using CloudNet.Store.Audit;
using CloudNet.Store.Isolation;

namespace CloudNet.Migrations.Audit;

/// <summary>
/// What the triggers run. As the owner of the tables, so that nobody else needs the right to write the log. A change costs one
/// row, and the look-up of the names of its network, host and user by their keys.
/// </summary>
internal static class AuditFunctions
{
    /// <summary>A value as it is told: cut where it is long.</summary>
    public const string Value = """
        CREATE FUNCTION audit_value(given jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN CASE WHEN length(given::text) > 1000 THEN to_jsonb(left(given #>> '{}', 1000) || '…') ELSE given END
        """;

    /// <summary>Adds the names of the network, host and user whose ids are told.</summary>
    public const string Names = """
        CREATE FUNCTION audit_names(told jsonb) RETURNS jsonb LANGUAGE sql STABLE
        RETURN told || jsonb_strip_nulls(jsonb_build_object(
            'network', (SELECT name FROM networks WHERE id = (told ->> 'networkId')::uuid),
            'host', (SELECT name FROM hosts WHERE id = (told ->> 'hostId')::uuid),
            'user', (SELECT user_name FROM users WHERE id = coalesce(told ->> 'userId', told ->> 'invitedBy')::uuid)))
        """;

    /// <summary>
    /// The trigger. Its arguments are the kind, the columns of id and name, and those that are told. A version of the controller
    /// from before the log says nothing of who acts, and goes on working during an upgrade: its changes are by <c>unknown</c>.
    /// </summary>
    public const string Trigger = $"""
        CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            said text := current_setting('{Deed.Setting}', true);
            by_hand boolean := current_setting('role') NOT IN ('{DatabaseRoles.Tenant}', '{DatabaseRoles.System}');
            deed jsonb;
            was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
            becomes jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
            row_now jsonb := coalesce(becomes, was);
            changed boolean;
            before jsonb;
            after jsonb;
            told jsonb;
            actor uuid;
            owner uuid := coalesce(row_now ->> 'tenant_id', row_now ->> 'id')::uuid;
        BEGIN
            SELECT bool_or(differs), jsonb_object_agg(key, audit_value(was -> col)) FILTER (WHERE differs OR always),
                jsonb_object_agg(key, audit_value(becomes -> col)) FILTER (WHERE differs OR always)
            INTO changed, before, after
            FROM (
                SELECT ltrim(split_part(arg, ':', 1), '+') AS key, split_part(arg, ':', 2) AS col, arg LIKE '+%' AS always,
                    was -> split_part(arg, ':', 2) IS DISTINCT FROM becomes -> split_part(arg, ':', 2) AS differs
                FROM unnest(TG_ARGV) WITH ORDINALITY AS given(arg, place) WHERE place > 3
            ) AS columns;
            IF NOT changed THEN RETURN NULL; END IF;
            IF said = '{Deed.Nobody}' THEN
                RAISE EXCEPTION 'nobody says who changes %: begin a Deed', TG_TABLE_NAME;
            END IF;
            deed := CASE
                WHEN by_hand THEN jsonb_build_object('kind', 'database', 'name', session_user, 'origin', 'database', 'operation', initcap(TG_OP))
                WHEN said <> '' THEN said::jsonb
                ELSE jsonb_build_object('kind', 'unknown', 'name', 'unknown', 'origin', 'controller', 'operation', 'unknown') END;
            before := CASE TG_OP WHEN 'UPDATE' THEN audit_names(before) WHEN 'DELETE' THEN audit_names(jsonb_strip_nulls(before)) END;
            after := CASE TG_OP WHEN 'UPDATE' THEN audit_names(after) WHEN 'INSERT' THEN audit_names(jsonb_strip_nulls(after)) END;
            told := coalesce(after, before);
            actor := coalesce(deed ->> 'id', CASE WHEN deed ->> 'kind' = '{ActorKind.Host}' THEN row_now ->> 'host_id' END)::uuid;
            INSERT INTO audit (
                tenant_id, at, transaction, actor_kind, actor_id, actor_name, token_id, origin, address, operation,
                action, kind, subject_id, subject_name, before, after)
            VALUES (
                owner, now(), pg_current_xact_id()::text::bigint, deed ->> 'kind', actor,
                coalesce(deed ->> 'name', (SELECT name FROM hosts WHERE id = actor), ''), (deed ->> 'token')::uuid,
                deed ->> 'origin', deed ->> 'address', deed ->> 'operation',
                CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'DELETE' THEN 'removed' ELSE 'changed' END,
                TG_ARGV[0], (row_now ->> TG_ARGV[1])::uuid, coalesce(row_now ->> TG_ARGV[2], told ->> 'user', ''), before::text, after::text);
            RETURN NULL;
        END $$
        """;

    /// <summary>Drops what is older, at most so many at once.</summary>
    public const string Trim = """
        CREATE FUNCTION trim_audit(older timestamptz, most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            dropped integer;
        BEGIN
            IF older > now() - interval '1 day' THEN RAISE EXCEPTION 'the audit log of the last day is not dropped'; END IF;
            DELETE FROM audit WHERE ctid = ANY (ARRAY(SELECT ctid FROM audit WHERE at < older LIMIT most));
            GET DIAGNOSTICS dropped = ROW_COUNT;
            RETURN dropped;
        END $$
        """;
}
