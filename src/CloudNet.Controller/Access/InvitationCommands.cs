using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Access;

/// <summary>Makes invitations, lists and revokes them.</summary>
public sealed class InvitationCommands(Changes changes, CloudNetStore store, TimeProvider clock)
{
    /// <summary>The tenant's invitations that can be accepted, a page of them.</summary>
    public async Task<Outcome<Page<InvitationRecord>>> ListAsync(Actor actor, ListQuery query, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (query.Parse().IsRefused(out var refusal, out var part)) return refusal;
        await using var db = store.ForTenant(actor.Tenant);
        return await InvitationReads.PageAsync(db, actor.Tenant, part, clock.GetUtcNow(), cancel);
    }

    /// <summary>Makes an invitation to a role that the actor may give.</summary>
    public async Task<Outcome<CreatedInvitation>> CreateAsync(Actor actor, CreateInvitation request, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (InvitationRules.Parse(request).IsRefused(out var refusal, out var invitation)) return refusal;
        var secret = Secret.New(Secret.InvitationPrefix);
        return await changes.RunAsync<CreatedInvitation>(actor.Tenant, async change =>
        {
            // Whoever is being demoted or removed right now leaves no invitation behind.
            if ((await MemberCommands.LockAsync(change, actor)).IsRefused(out var gone, out var now)) return gone;
            if (AccessRules.RequireGrant(now, invitation.Role) is { } aboveOwn) return aboveOwn;
            var row = new InvitationRow
            {
                Id = InvitationId.New(clock), TenantId = actor.Tenant, Name = invitation.Name, Role = AccessRules.Word(invitation.Role),
                Hash = Secret.Hash(secret), InvitedBy = actor.User, CreatedAt = change.Now, ExpiresAt = change.Now + invitation.Lifetime,
            };
            await InvitationRows.AddAsync(change.Db, row, change.Cancel);
            return new CreatedInvitation(InvitationReads.Record(row, actor.UserName), secret);
        }, cancel);
    }

    /// <summary>Revokes an invitation, at once.</summary>
    public async Task<Outcome<InvitationId>> RevokeAsync(Actor actor, string invitation, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        return await changes.RunAsync<InvitationId>(actor.Tenant, async change =>
            InvitationId.TryParse(invitation, null, out var id) && await InvitationRows.TakeAsync(change.Db, actor.Tenant, id, change.Cancel)
                ? id
                : Refusal.NotFound("invitation", invitation, "GET /api/v1/invitations"), cancel);
    }
}
