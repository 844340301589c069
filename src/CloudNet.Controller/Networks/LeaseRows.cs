using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>Makes and ends the rows of leases, so that a subnet's epoch goes on counting through them.</summary>
internal static class LeaseRows
{
    /// <summary>A network as the rules of leases see it.</summary>
    public static LeasedNetwork AsLeased(this NetworkRow network) => new(network.Name, network.Range, network.SubnetLength);

    /// <summary>Adds the lease of a subnet that nobody has, at the epoch of its last holder.</summary>
    public static async Task<LeaseRow> AddAsync(Change change, NetworkId network, IPNetwork subnet)
    {
        var epoch = await change.Db.Fences.Where(row => row.NetworkId == network && row.Subnet == subnet)
            .Select(row => row.Epoch).SingleOrDefaultAsync(change.Cancel);
        var lease = new LeaseRow
        {
            Id = Guid.CreateVersion7(change.Now), NetworkId = network, Subnet = subnet, Epoch = epoch, Mac = VtepMac.Of(network, subnet),
        };
        change.Db.Leases.Add(lease);
        return lease;
    }

    /// <summary>Removes the lease, and keeps its epoch.</summary>
    public static async Task EndAsync(Change change, LeaseRow lease)
    {
        change.Db.Leases.Remove(lease);
        if (lease.Epoch == 0) return;
        await Fences.KeepAsync(change.Db, lease, change.Cancel);
    }
}
