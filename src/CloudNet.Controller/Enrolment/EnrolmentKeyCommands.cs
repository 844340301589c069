using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Access;
using CloudNet.Controller.Install;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Access;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Enrolment;

/// <summary>Makes, lists and removes enrolment keys.</summary>
public sealed class EnrolmentKeyCommands(Changes changes, CloudNetStore store, TimeProvider clock)
{
    /// <summary>The keys of the tenant, also those that are spent, a page of them.</summary>
    public async Task<Outcome<Page<EnrolmentKeyRecord>>> ListAsync(Actor actor, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse().IsRefused(out var refusal, out var part)) return refusal;
        await using var db = store.ForTenant(actor.Tenant);
        return await EnrolmentKeyReads.PageAsync(db, actor.Tenant, part, cancel);
    }

    /// <summary>Makes a key.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="request">What it shall be.</param>
    /// <param name="controller">Where hosts reach the controller: it goes into the line that is run on them.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<CreatedEnrolmentKey>> CreateAsync(
        Actor actor, CreateEnrolmentKey request, ControllerUrl controller, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        var secret = Secret.New(Secret.KeyPrefix);
        return await changes.RunAsync<CreatedEnrolmentKey>(actor.Tenant, async change =>
        {
            var ids = await change.Db.Networks.Where(row => row.TenantId == actor.Tenant)
                .ToDictionaryAsync(row => row.Name, row => row.Id, change.Cancel);
            if (EnrolmentKeyRules.Parse(request, ids.Keys).IsRefused(out var refusal, out var key)) return refusal;
            var row = new EnrolmentKeyRow
            {
                Id = EnrolmentKeyId.New(clock), TenantId = actor.Tenant, Name = key.Name, Hash = Secret.Hash(secret), Uses = key.Uses,
                CreatedAt = change.Now, ExpiresAt = change.Now + key.Lifetime, Networks = [.. key.Networks.Select(name => ids[name])],
                Labels = new(key.Labels),
            };
            change.Db.EnrolmentKeys.Add(row);
            return new CreatedEnrolmentKey(EnrolmentKeyReads.Record(row, key.Networks), secret, controller.InstallLine(secret));
        }, cancel);
    }

    /// <summary>Removes a key: it lets nobody in any more. Hosts that it let in stay.</summary>
    public async Task<Outcome<EnrolmentKeyId>> RemoveAsync(Actor actor, string key, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        return await changes.RunAsync<EnrolmentKeyId>(actor.Tenant, async change =>
            EnrolmentKeyId.TryParse(key, null, out var id)
            && await change.Db.EnrolmentKeys.Where(row => row.Id == id && row.TenantId == actor.Tenant).ExecuteDeleteAsync(change.Cancel) == 1
                ? id
                : Refusal.NotFound("enrolment key", key, "GET /api/v1/enrolment-keys"), cancel);
    }
}
