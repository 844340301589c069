using CloudNet.Store.Events;

namespace CloudNet.Migrations.Audit;

/// <summary>Wakes those who follow the audit log: told with the commit, of each tenant once a transaction, however many entries it has.</summary>
internal static class AuditWakeUps
{
    /// <summary>The trigger's function.</summary>
    public const string Function = $"""
        CREATE FUNCTION audit_told() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM pg_notify('{EventWakeUps.Channel}', NEW.tenant_id::text);
            RETURN NULL;
        END $$
        """;

    /// <summary>The trigger.</summary>
    public const string Trigger = "CREATE TRIGGER told AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_told()";
}
