using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>Makes invitations, and takes them away.</summary>
public static class InvitationRows
{
    /// <summary>Makes one, when the context is saved. The tenant's invitations whose time is over go, so that they do not pile up.</summary>
    public static async Task AddAsync(CloudNetDb db, InvitationRow row, CancellationToken cancel)
    {
        await db.Invitations.Where(other => other.TenantId == row.TenantId && other.ExpiresAt <= row.CreatedAt).ExecuteDeleteAsync(cancel);
        db.Invitations.Add(row);
    }

    /// <summary>Removes the tenant's invitation of this id: it can be accepted no more. False where it is not there (any more).</summary>
    public static async Task<bool> TakeAsync(CloudNetDb db, TenantId tenant, InvitationId id, CancellationToken cancel) =>
        await db.Invitations.Where(row => row.TenantId == tenant && row.Id == id).ExecuteDeleteAsync(cancel) == 1;
}
