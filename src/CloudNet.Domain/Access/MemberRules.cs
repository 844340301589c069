using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>
/// Who may change which member. Owners change everybody; admins change operators and viewers, and make no admins; everybody
/// may leave, and step down where they could change roles at all. The last owner stays what they are.
/// </summary>
public static class MemberRules
{
    /// <summary>Refuses to give a member another role.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="member">The member.</param>
    /// <param name="role">The role that they shall have.</param>
    /// <param name="owners">How many owners the tenant has, under a lock.</param>
    public static Refusal? SetRole(Actor actor, TenantMember member, TenantRole role, int owners)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (IsSelf(actor, member))
        {
            if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
            if (role > actor.Role) return AccessRules.RequireGrant(actor, role);
        }
        else if ((AccessRules.RequireGrant(actor, member.Role) ?? AccessRules.RequireGrant(actor, role)) is { } aboveOwn) return aboveOwn;
        return role == TenantRole.Owner ? null : KeepsAnOwner(actor, member, owners);
    }

    /// <summary>Refuses to end a membership.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="member">The member.</param>
    /// <param name="owners">How many owners the tenant has, under a lock.</param>
    public static Refusal? Remove(Actor actor, TenantMember member, int owners)
    {
        var refused = IsSelf(actor, member)
            ? AccessRules.RequireInPerson(actor)
            : AccessRules.Require(actor, TenantRole.Admin) ?? AccessRules.RequireGrant(actor, member.Role);
        return refused ?? KeepsAnOwner(actor, member, owners);
    }

    private static bool IsSelf(Actor actor, TenantMember member) => member.User == actor.User;

    private static Refusal? KeepsAnOwner(Actor actor, TenantMember member, int owners) => member.Role != TenantRole.Owner || owners > 1
        ? null
        : LastOwner(member.UserName, actor.TenantName);

    /// <summary>Refuses what would leave a tenant without an owner.</summary>
    /// <param name="user">The name of its last one.</param>
    /// <param name="tenant">The tenant's name.</param>
    public static Refusal LastOwner(string user, string tenant) => Refusal.Conflict("The last owner",
        [new FieldProblem("user", $"'{user}' is the only owner of tenant '{tenant}', and a tenant has one at all times.",
            "Make another member owner first (PUT /api/v1/members/{user}).")]);
}
