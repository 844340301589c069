using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads what hosts' subnets have left for workloads.</summary>
public static class NextAddressReads
{
    /// <summary>The subnets of a host in a network, IPv4 first; refused where it has none there.</summary>
    public static async Task<Outcome<IReadOnlyList<NextAddressRecord>>> OfHostAsync(CloudNetDb db, NetworkId network, HostId host, CancellationToken cancel)
    {
        var subnets = await db.Leases.AsNoTracking().Where(row => row.NetworkId == network && row.HostId == host)
            .OrderBy(row => row.Family).Select(row => row.Subnet).ToListAsync(cancel);
        if (subnets.Count == 0) return NotIn(network, host);
        List<NextAddressRecord> records = [];
        foreach (var subnet in subnets) records.Add(Record(new(subnet), await TakenAsync(db, network, subnet, cancel)));
        return Outcome<IReadOnlyList<NextAddressRecord>>.Done(records);
    }

    private static NextAddressRecord Record(SubnetAddresses addresses, IReadOnlyList<IPAddress> taken) =>
        new(addresses.Subnet, addresses.Lowest(taken), (decimal)addresses.Count - taken.Count, taken.Count);

    // What another workload of the host still has there counts too, whoever reported it.
    private static async Task<IReadOnlyList<IPAddress>> TakenAsync(CloudNetDb db, NetworkId network, IPNetwork subnet, CancellationToken cancel) =>
        await db.WorkloadAddresses.Where(row => row.NetworkId == network && EF.Functions.ContainedByOrEqual(row.Address, subnet)).Select(row => row.Address)
            .Union(db.Pins.Where(row => row.NetworkId == network && row.Subnet == subnet).Select(row => row.Address)).ToListAsync(cancel);

    private static Refusal NotIn(NetworkId network, HostId host) => new(RefusalKind.NotFound, "The host has no subnet there",
        $"Host {host} has no subnet in network {network}; GET /api/v1/networks/{network} shows who has. Let it join first: PUT /api/v1/networks/{network}/hosts/{host}.");
}
