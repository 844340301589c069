using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>Who may do what.</summary>
public static class AccessRules
{
    /// <summary>The tenant that is there from the first start; its owners administer the controller.</summary>
    public const string FirstTenant = "default";

    /// <summary>Refuses an actor whose role is below the one that is needed.</summary>
    public static Refusal? Require(Actor actor, TenantRole least) => actor.Role >= least
        ? null
        : new(RefusalKind.NotAllowed, "Not allowed",
            $"{Who(actor)}; this needs {Word(least)} or more. {WayOut(actor)}");

    /// <summary>Whether a member of one role may make others members of another: an owner of any, an admin of those below.</summary>
    public static bool MayGrant(TenantRole giver, TenantRole role) => giver == TenantRole.Owner || (giver == TenantRole.Admin && role < giver);

    /// <summary>Refuses a role that the actor may not give, and so not take away either.</summary>
    public static Refusal? RequireGrant(Actor actor, TenantRole role) => MayGrant(actor.Role, role)
        ? null
        : new(RefusalKind.NotAllowed, "Not allowed",
            $"{Who(actor)}; only an owner makes or changes members who are {Word(role)}. {WayOut(actor)}");

    /// <summary>
    /// Refuses a token that is limited to a role what concerns its maker as a person: their tokens, their membership, how they sign in. It
    /// could else make a token that outlives it, or lock its maker out.
    /// </summary>
    public static Refusal? RequireInPerson(Actor actor) => !actor.IsLimited
        ? null
        : new(RefusalKind.NotAllowed, "Not allowed",
            $"This token is limited to a role, and neither makes or revokes tokens of '{actor.UserName}' nor ends their membership "
            + "or changes how they sign in. "
            + "Sign in (POST /api/v1/sign-in), or use a token without a role.");

    /// <summary>The actor when it acts through a token: that of the lower role of the two.</summary>
    public static Actor Through(Actor actor, TenantRole tokenRole) =>
        actor with { Role = tokenRole < actor.Role ? tokenRole : actor.Role, IsLimited = true };

    /// <summary>The actor as it is by now, where its membership is read again under a lock; a token's limit stays.</summary>
    public static Outcome<Actor> Now(Actor actor, TenantMember? member)
    {
        if (member is null)
            return new Refusal(RefusalKind.NotAllowed, "Not allowed", $"'{actor.UserName}' no longer belongs to tenant '{actor.TenantName}'. Sign in again.");
        return actor with { Role = actor.IsLimited && actor.Role < member.Role ? actor.Role : member.Role };
    }

    /// <summary>Whether the actor administers the controller: owner of the first tenant, and acting in it.</summary>
    public static bool IsAdministrator(Actor actor) => actor.TenantName == FirstTenant && actor.Role == TenantRole.Owner;

    /// <summary>Refuses whoever does not administer the controller.</summary>
    public static Refusal? RequireAdministrator(Actor actor) => IsAdministrator(actor)
        ? null
        : new(RefusalKind.NotAllowed, "Not allowed",
            $"Only administrators of the controller do this: owners of tenant '{FirstTenant}', signed in to it. "
            + (actor.IsLimited ? $"{Who(actor)}. Use a token without a role." : $"You are {Word(actor.Role)} of tenant '{actor.TenantName}'."));

    /// <summary>A role as it is stored and shown.</summary>
    public static string Word(TenantRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Reads a stored role; one that this version does not know may only look.</summary>
    public static TenantRole Role(string word) => Known(word) ?? TenantRole.Viewer;

    /// <summary>Reads a role that was asked for.</summary>
    public static Outcome<TenantRole> Parse(string field, string? word)
    {
        if (word is not null && Known(word) is { } role) return role;
        return Refusal.Invalid([new(field, word is null
            ? "A role is required."
            : $"{Naming.Quoted.Text(word)} is no role.", "Use viewer, operator, admin or owner.")]);
    }

    // What a token is limited to says nothing of the person whose it is.
    private static string Who(Actor actor) => actor.IsLimited
        ? $"This token of '{actor.UserName}' is limited to a role: with it one is {Word(actor.Role)} of tenant '{actor.TenantName}'"
        : $"'{actor.UserName}' is {Word(actor.Role)} of tenant '{actor.TenantName}'";

    private static string WayOut(Actor actor) => actor.IsLimited
        ? "Use a token without a role or of a higher one, or sign in (POST /api/v1/sign-in); where that may no more, ask an owner of the tenant."
        : "Ask an owner of the tenant.";

    private static TenantRole? Known(string word) => word switch
    {
        "owner" => TenantRole.Owner,
        "admin" => TenantRole.Admin,
        "operator" => TenantRole.Operator,
        "viewer" => TenantRole.Viewer,
        _ => null,
    };
}
