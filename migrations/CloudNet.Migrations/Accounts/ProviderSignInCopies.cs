namespace CloudNet.Migrations.Accounts;

/// <summary>
/// Keeps <c>members.provider_sign_in</c> as <c>user_logins</c> has it, so that each tenant of a person has in its audit log when they
/// linked a sign-in of an OpenID provider, and when they ended it. As <see cref="SecondFactorCopies"/> does, and for its reasons.
/// </summary>
internal static class ProviderSignInCopies
{
    /// <summary>The triggers.</summary>
    public const string Keep = """
        CREATE FUNCTION member_provider_sign_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            -- Whoever links or ends it holds the person's row: so it is done before this, or finds this member.
            PERFORM FROM users WHERE id = NEW.user_id FOR SHARE;
            NEW.provider_sign_in := CASE WHEN EXISTS (SELECT FROM user_logins WHERE user_id = NEW.user_id) THEN 'on' ELSE 'off' END;
            RETURN NEW;
        END $$;
        CREATE TRIGGER provider_sign_in BEFORE INSERT ON members FOR EACH ROW EXECUTE FUNCTION member_provider_sign_in();

        CREATE FUNCTION login_provider_sign_in() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        DECLARE person uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
        BEGIN
            UPDATE members
            SET provider_sign_in = CASE WHEN EXISTS (SELECT FROM user_logins WHERE user_id = person) THEN 'on' ELSE 'off' END
            WHERE user_id = person;
            RETURN NULL;
        END $$;
        CREATE TRIGGER provider_sign_in AFTER INSERT OR DELETE ON user_logins FOR EACH ROW EXECUTE FUNCTION login_provider_sign_in();
        """;

    /// <summary>Takes them back.</summary>
    public const string Drop = """
        DROP TRIGGER provider_sign_in ON user_logins;
        DROP TRIGGER provider_sign_in ON members;
        DROP FUNCTION login_provider_sign_in(), member_provider_sign_in();
        """;
}
