namespace CloudNet.Migrations.Accounts;

/// <summary>
/// Keeps in <c>members.password_changed_at</c> when the person's password was changed or reset, so that each of their tenants has it in
/// its audit log: that and when, and nothing of the password. As <see cref="SecondFactorCopies"/> does, and for its reasons. Who becomes
/// a member later has nothing there: what was before is not that tenant's to know.
/// </summary>
internal static class PasswordChangeCopies
{
    /// <summary>The trigger.</summary>
    public const string Keep = """
        CREATE FUNCTION user_password_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            UPDATE members SET password_changed_at = now() WHERE user_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER password_change AFTER UPDATE ON users FOR EACH ROW
        WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash) EXECUTE FUNCTION user_password_change();
        """;

    /// <summary>Takes it back.</summary>
    public const string Drop = """
        DROP TRIGGER password_change ON users;
        DROP FUNCTION user_password_change();
        """;
}
