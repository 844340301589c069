using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Reads;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// Shows members, changes their roles, and ends memberships. Who is who is read under the lock of the tenant's members, also who asks:
/// two owners who demote each other at once leave one.
/// </summary>
public sealed class MemberCommands(Changes changes, CloudNetStore store, ILookupNormalizer names)
{
    /// <summary>The members of the tenant, a page of them.</summary>
    public async Task<Outcome<Page<MemberRecord>>> ListAsync(Actor actor, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse().IsRefused(out var refusal, out var part)) return refusal;
        await using var db = store.ForTenant(actor.Tenant);
        return await MemberReads.PageAsync(db, actor.Tenant, part, TellsSecondFactor(actor), cancel);
    }

    /// <summary>One of them, by the user's id or name.</summary>
    public async Task<Outcome<MemberRecord>> FindAsync(Actor actor, string user, CancellationToken cancel)
    {
        await using var db = store.ForTenant(actor.Tenant);
        return (await MemberReads.FindAsync(db, actor.Tenant, user, Normalized(user), cancel)).Then<MemberRecord>(member => Record(actor, member));
    }

    /// <summary>A member as the API shows it to this one: of a second factor only those are told who let others in.</summary>
    private static MemberRecord Record(Actor actor, TenantMember member) => MemberReads.Record(member, TellsSecondFactor(actor));

    /// <summary>Whether somebody is told who has a second factor.</summary>
    private static bool TellsSecondFactor(Actor actor) => AccessRules.Require(actor, TenantRole.Admin) is null;

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
        var found = await MemberReads.FindAsync(change.Db, actor.Tenant, user, Normalized(user), change.Cancel);
        if (found.IsRefused(out var unknown, out var member)) return unknown;
        // As the caller saw them: who asks is who they were then.
        Precondition.Current?.Locked(PreconditionKind.Member, Record(actor, member));
        return (now, member);
    }

    private string? Normalized(string user) => user.Any(char.IsControl) ? null : names.NormalizeName(user);

    /// <summary>Takes the lock; the actor as it is under it.</summary>
    internal static async Task<Outcome<Actor>> LockAsync(Change change, Actor actor)
    {
        await MemberRows.LockAsync(change.Db, actor.Tenant, change.Cancel);
        var member = await MemberReads.FindAsync(change.Db, actor.Tenant, actor.User, change.Cancel);
        return AccessRules.Now(actor, member);
    }
}
