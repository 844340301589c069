namespace CloudNet.Migrations.Accounts;

/// <summary>
/// Keeps <c>members.second_factor</c> as the person's row has it. A person is no tenant's, and a tenant sees no more of them than
/// their name: so each of their memberships has a copy, whose change the audit log of that tenant tells. The change of a person runs
/// as whoever makes it, who has to be the system, under a deed; a login by itself may not change members.
/// </summary>
internal static class SecondFactorCopies
{
    /// <summary>The triggers.</summary>
    public const string Keep = """
        CREATE FUNCTION member_second_factor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            -- Shared, so that a change of the person meanwhile waits, and then finds this member too.
            SELECT CASE WHEN two_factor_enabled THEN 'on' WHEN authenticator_key IS NOT NULL THEN 'begun' ELSE 'off' END
            INTO NEW.second_factor FROM users WHERE id = NEW.user_id FOR SHARE;
            NEW.second_factor := coalesce(NEW.second_factor, 'off');
            RETURN NEW;
        END $$;
        CREATE TRIGGER second_factor BEFORE INSERT ON members FOR EACH ROW EXECUTE FUNCTION member_second_factor();

        CREATE FUNCTION user_second_factor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            UPDATE members
            SET second_factor = CASE WHEN NEW.two_factor_enabled THEN 'on' WHEN NEW.authenticator_key IS NOT NULL THEN 'begun' ELSE 'off' END
            WHERE user_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER second_factor AFTER UPDATE ON users FOR EACH ROW
        WHEN (OLD.two_factor_enabled IS DISTINCT FROM NEW.two_factor_enabled
            OR (OLD.authenticator_key IS NULL) IS DISTINCT FROM (NEW.authenticator_key IS NULL))
        EXECUTE FUNCTION user_second_factor();
        """;

    /// <summary>Takes them back.</summary>
    public const string Drop = """
        DROP TRIGGER second_factor ON users;
        DROP TRIGGER second_factor ON members;
        DROP FUNCTION user_second_factor(), member_second_factor();
        """;
}
