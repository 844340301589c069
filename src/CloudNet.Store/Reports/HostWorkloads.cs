using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>What becomes of a host's workloads in a network apart from what the host reports.</summary>
public static class HostWorkloads
{
    /// <summary>
    /// Forgets those of a host that leaves a network, and tells the others. A report of the host that is being stored is waited for, and one that comes later
    /// finds no lease.
    /// </summary>
    public static async Task EndAsync(Change change, NetworkId network, HostId host)
    {
        await change.Db.Database.ExecuteSqlAsync($"SELECT FROM hosts WHERE id = {host.Value} FOR UPDATE", change.Cancel);
        if (await change.Db.Workloads.Where(row => row.NetworkId == network && row.HostId == host).ExecuteDeleteAsync(change.Cancel) > 0)
            change.Record(StreamName.OfWorkloads(network), new HostWorkloadsRemoved(host));
    }
}
