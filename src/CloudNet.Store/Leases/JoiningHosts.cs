using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>A network and the hosts that join it, under the locks that a join needs.</summary>
/// <param name="Network">The network.</param>
/// <param name="Hosts">Those of the hosts that the tenant has, in the order of asking.</param>
public sealed record JoiningHosts(NetworkRow Network, IReadOnlyList<HostRow> Hosts)
{
    /// <summary>Locks their streams, and reads them as they are under the locks.</summary>
    public static async Task<Outcome<JoiningHosts>> LockAsync(Change change, TenantId tenant, NetworkId id, HostId[] asking)
    {
        var networks = change.Db.Networks.Where(row => row.Id == id && row.TenantId == tenant);
        var hosts = change.Db.Hosts.Where(row => row.TenantId == tenant);
        // Looked at before locking too: a lock makes the stream's row, and there shall be none for what is not there.
        var there = await networks.IgnoreAutoIncludes().Select(_ => hosts.Where(row => asking.Contains(row.Id)).Select(row => row.Id).ToArray())
            .SingleOrDefaultAsync(change.Cancel);
        if (there is null) return NetworkReads.NotFound(id.ToString());
        await change.LockAsync([.. there.Select(StreamName.Of), StreamName.Of(id)]);
        if (await networks.SingleOrDefaultAsync(change.Cancel) is not { } network) return NetworkReads.NotFound(id.ToString());
        var rows = await hosts.Where(row => there.Contains(row.Id)).ToListAsync(change.Cancel);
        return new JoiningHosts(network, [.. rows.OrderBy(row => Array.IndexOf(asking, row.Id))]);
    }
}
