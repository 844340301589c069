using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>Changes members of a tenant; whoever does takes the lock first, and decides under it.</summary>
public static class MemberRows
{
    /// <summary>Waits until nobody else changes members of this tenant, and keeps others out until the transaction ends.</summary>
    public static Task LockAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel) =>
        TenantLock.TakeAsync(db, TenantLock.Members, tenant, cancel);

    /// <summary>Makes a person a member, when the context is saved.</summary>
    public static void Add(CloudNetDb db, TenantId tenant, TenantMember member) =>
        db.Members.Add(new() { TenantId = tenant, UserId = member.User, Role = AccessRules.Word(member.Role), Since = member.Since });

    /// <summary>Gives a member another role. Invitations that they could not make any more go.</summary>
    public static async Task SetRoleAsync(CloudNetDb db, TenantId tenant, Guid user, TenantRole role, CancellationToken cancel)
    {
        var word = AccessRules.Word(role);
        await db.Members.Where(row => row.TenantId == tenant && row.UserId == user)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, word), cancel);
        var notAnyMore = Enum.GetValues<TenantRole>().Where(given => !AccessRules.MayGrant(role, given)).Select(AccessRules.Word).ToArray();
        await db.Invitations.Where(row => row.TenantId == tenant && row.InvitedBy == user && notAnyMore.Contains(row.Role)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Ends a membership. The person's tokens and invitations of this tenant go with it, by their foreign keys.</summary>
    public static Task RemoveAsync(CloudNetDb db, TenantId tenant, Guid user, CancellationToken cancel) =>
        db.Members.Where(row => row.TenantId == tenant && row.UserId == user).ExecuteDeleteAsync(cancel);
}
