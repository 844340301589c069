using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads who had an address.</summary>
public static class AddressHistoryReads
{
    /// <summary>Most entries of one answer.</summary>
    public const int Most = 1000;

    /// <summary>Who had an address, newest first.</summary>
    /// <param name="db">The session.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="address">The address.</param>
    /// <param name="at">When; null for always.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<AddressHistoryRecord>> ListAsync(
        CloudNetDb db, TenantId tenant, IPAddress address, DateTimeOffset? at, CancellationToken cancel)
    {
        var found = db.AddressHistory.AsNoTracking().Where(row => row.TenantId == tenant && EF.Functions.ContainsOrEqual(row.Addresses, address));
        if (at is { } moment) found = found.Where(row => row.Since <= moment && (row.Until == null || row.Until > moment));
        return await found.OrderByDescending(row => row.Since).ThenByDescending(row => row.Id).Take(Most)
            .Select(row => new AddressHistoryRecord(
                row.Addresses, row.NetworkId, row.NetworkName, row.HostId, row.HostName, row.WorkloadId, row.WorkloadName, row.Epoch, row.Since, row.Until))
            .ToListAsync(cancel);
    }
}
