using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>Reads the audit log for those who may see it: admins and owners.</summary>
public sealed class AuditLog(CloudNetStore store, AuditWords words)
{
    /// <summary>A page of it, newest first.</summary>
    public async Task<Outcome<Page<AuditEntry>>> PageAsync(Actor actor, AuditQuery query, int? limit, string? cursor, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (query.ParsePage(words, limit, cursor).IsRefused(out var refusal, out var page)) return refusal;
        await using var db = store.ForTenant(actor.Tenant);
        return await AuditReads.PageAsync(db, actor.Tenant, page.Filter, page.After, page.Limit, cancel);
    }
}
