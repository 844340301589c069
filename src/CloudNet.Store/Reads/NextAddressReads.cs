using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads what hosts' subnets have left for workloads.</summary>
public static class NextAddressReads
{
    /// <summary>The subnets of a host in a network, IPv4 first; none where it is not in it.</summary>
    public static async Task<IReadOnlyList<NextAddressRecord>> OfHostAsync(CloudNetDb db, NetworkId network, HostId host, CancellationToken cancel)
    {
        var subnets = await db.Leases.AsNoTracking().Where(row => row.NetworkId == network && row.HostId == host)
            .OrderBy(row => row.Family).Select(row => row.Subnet).ToListAsync(cancel);
        List<NextAddressRecord> records = [];
        foreach (var subnet in subnets) records.Add(Record(new(subnet), await TakenAsync(db, network, subnet, cancel)));
        return records;
    }

    private static NextAddressRecord Record(SubnetAddresses addresses, IReadOnlyList<IPAddress> taken) =>
        new(addresses.Subnet, addresses.Lowest(taken), addresses.Left(taken.Count), taken.Count);

    // By address and not by host: what somebody else still has of the subnet, who held it before, is taken too.
    private static async Task<IReadOnlyList<IPAddress>> TakenAsync(CloudNetDb db, NetworkId network, IPNetwork subnet, CancellationToken cancel) =>
        await db.WorkloadAddresses.Where(row => row.NetworkId == network && EF.Functions.ContainedByOrEqual(row.Address, subnet)).Select(row => row.Address)
            .Union(db.Pins.Where(row => row.NetworkId == network && row.Subnet == subnet).Select(row => row.Address)).ToListAsync(cancel);
}
