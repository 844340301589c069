using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// Changes members' roles, and ends memberships. Who is who is read under the lock of the tenant's members, also who asks:
/// two owners who demote each other at once leave one.
/// </summary>
public sealed class MemberCommands(Changes changes, ILookupNormalizer names)
{
    /// <summary>Gives a member another role, from their next request on.</summary>
    public async Task<Outcome<MemberRecord>> SetAsync(Actor actor, string user, SetMember request, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (AccessRules.Parse("role", request.Role).IsRefused(out var invalid, out var role)) return invalid;
        return await changes.RunAsync<MemberRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, user)).IsRefused(out var refusal, out var both)) return refusal;
            var owners = await MemberReads.OwnersAsync(change.Db, actor.Tenant, change.Cancel);
            if (MemberRules.SetRole(both.Actor, both.Member, role, owners) is { } refused) return refused;
            await MemberRows.SetRoleAsync(change.Db, actor.Tenant, both.Member.User, role, change.Cancel);
            return MemberReads.Record(both.Member with { Role = role }, tellsSecondFactor: true);
        }, cancel);
    }

    /// <summary>Ends a membership, with its tokens; one's own too.</summary>
    public Task<Outcome<UserId>> RemoveAsync(Actor actor, string user, CancellationToken cancel) => changes.RunAsync<UserId>(actor.Tenant, async change =>
    {
        if ((await LockAsync(change, actor, user)).IsRefused(out var refusal, out var both)) return refusal;
        var owners = await MemberReads.OwnersAsync(change.Db, actor.Tenant, change.Cancel);
        if (MemberRules.Remove(both.Actor, both.Member, owners) is { } refused) return refused;
        await MemberRows.RemoveAsync(change.Db, actor.Tenant, both.Member.User, change.Cancel);
        return new UserId(both.Member.User);
    }, cancel);

    private async Task<Outcome<(Actor Actor, TenantMember Member)>> LockAsync(Change change, Actor actor, string user)
    {
        if ((await LockAsync(change, actor)).IsRefused(out var gone, out var now)) return gone;
        var name = user.Any(char.IsControl) ? null : names.NormalizeName(user);
        return (await MemberReads.FindAsync(change.Db, actor.Tenant, user, name, change.Cancel)).Then(member => (now, member));
    }

    /// <summary>Takes the lock; the actor as it is under it.</summary>
    internal static async Task<Outcome<Actor>> LockAsync(Change change, Actor actor)
    {
        await MemberRows.LockAsync(change.Db, actor.Tenant, change.Cancel);
        var member = await MemberReads.FindAsync(change.Db, actor.Tenant, actor.User, change.Cancel);
        return AccessRules.Now(actor, member);
    }
}
