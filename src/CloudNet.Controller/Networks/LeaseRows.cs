using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>Makes and ends the rows of leases, so that a subnet's epoch goes on counting through them.</summary>
internal static class LeaseRows
{
    /// <summary>
    /// Leases of subnets that nobody has, each at the epoch of its last holder. They are in the database once the caller has said who has
    /// them, and called <see cref="NewLeases.AddAsync"/>.
    /// </summary>
    public static async Task<IReadOnlyList<LeaseRow>> MakeAsync(Change change, NetworkRow network, IReadOnlyList<IPNetwork> subnets)
    {
        if (subnets.Count == 0) return [];
        var epochs = await change.Db.Fences.Where(row => row.NetworkId == network.Id && subnets.Contains(row.Subnet))
            .ToDictionaryAsync(row => row.Subnet, row => row.Epoch, change.Cancel);
        return
        [
            .. subnets.Select(subnet => new LeaseRow
            {
                Id = Guid.CreateVersion7(change.Now), NetworkId = network.Id, Subnet = subnet, Epoch = epochs.GetValueOrDefault(subnet),
                Mac = VtepMac.Of(network.Id, subnet),
            }),
        ];
    }

    /// <summary>Removes the lease, gives its subnet back, and keeps its epoch and its last holder.</summary>
    public static async Task EndAsync(Change change, NetworkRow network, LeaseRow lease, HostId? holder)
    {
        change.Db.Leases.Remove(lease);
        await FreeRanges.GiveBackAsync(change.Db, network, lease.Subnet, change.Cancel);
        if (lease.Epoch > 0) await Fences.KeepAsync(change.Db, lease, holder, change.Cancel);
    }
}
