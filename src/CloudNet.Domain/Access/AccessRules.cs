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
            $"'{actor.UserName}' is {Word(actor.Role)} of tenant '{actor.TenantName}'; "
            + $"this needs {Word(least)} or more. Ask an owner of the tenant.");

    /// <summary>Whether the actor administers the controller: owner of the first tenant, and acting in it.</summary>
    public static bool IsAdministrator(Actor actor) => actor.TenantName == FirstTenant && actor.Role == TenantRole.Owner;

    /// <summary>Refuses whoever does not administer the controller.</summary>
    public static Refusal? RequireAdministrator(Actor actor) => IsAdministrator(actor)
        ? null
        : new(RefusalKind.NotAllowed, "Not allowed",
            $"Only administrators of the controller do this: owners of tenant '{FirstTenant}', signed in to it. "
            + $"You are {Word(actor.Role)} of tenant '{actor.TenantName}'.");

    /// <summary>A role as it is stored and shown.</summary>
    public static string Word(TenantRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Reads a stored role; one that this version does not know may only look.</summary>
    public static TenantRole Role(string word) => word switch
    {
        "owner" => TenantRole.Owner,
        "admin" => TenantRole.Admin,
        "operator" => TenantRole.Operator,
        _ => TenantRole.Viewer,
    };
}
