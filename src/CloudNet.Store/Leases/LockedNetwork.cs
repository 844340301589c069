using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>One network, under the lock of its stream.</summary>
public static class LockedNetwork
{
    /// <summary>Locks the tenant's network of this id, and reads it as it is under the lock.</summary>
    /// <param name="change">The change.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The network.</param>
    /// <param name="beside">Others of the tenant that are locked with it; null: none.</param>
    public static async Task<Outcome<NetworkRow>> LockAsync(Change change, TenantId tenant, NetworkId id, IReadOnlyList<NetworkId>? beside = null)
    {
        var own = change.Db.Networks.Where(row => row.Id == id && row.TenantId == tenant);
        // Looked at before locking too: a lock makes the stream's row, and there shall be none for what is not there.
        if (!await own.AnyAsync(change.Cancel)) return NetworkReads.NotFound(id.ToString());
        await change.LockAsync([StreamName.Of(id), .. (beside ?? []).Select(StreamName.Of)]);
        return await own.SingleOrDefaultAsync(change.Cancel) is { } network ? network : NetworkReads.NotFound(id.ToString());
    }
}
