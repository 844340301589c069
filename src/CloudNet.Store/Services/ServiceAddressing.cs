using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Services;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Services;

/// <summary>
/// The addresses of a network's services, within a change that has locked the network's stream: under that lock subnets are reserved and addresses pinned too,
/// so that an address belongs to one of the three. Cost of a free one: the highest by index, with the leases and pins that lie among the services' addresses,
/// which somebody made by hand; all addresses of a block are read only where its end was reached.
/// </summary>
public static class ServiceAddressing
{
    /// <summary>A free address of a family; null where all are taken.</summary>
    public static async Task<IPAddress?> FreeAsync(Change change, NetworkRow network, AddressFamily family)
    {
        List<(ServiceAddresses Addresses, List<IPNetwork> Apart)> full = [];
        foreach (var range in network.AsLeased().Of(family))
        {
            if (range.ServiceRange is not { } block) continue;
            var (addresses, apart) = (new ServiceAddresses(block), await ApartAsync(change, network.Id, range, block));
            var highest = await Of(change, network.Id, block).OrderByDescending(address => address).FirstOrDefaultAsync(change.Cancel);
            if (addresses.After(highest, apart) is { } next) return next;
            full.Add((addresses, apart));
        }
        foreach (var (addresses, apart) in full)
            if (addresses.Lowest(await Of(change, network.Id, addresses.Block).ToListAsync(change.Cancel), apart) is { } free) return free;
        return null;
    }

    /// <summary>Those of these addresses of the network that no new service can have.</summary>
    public static async Task<IReadOnlyList<TakenAddress>> TakenAsync(Change change, NetworkRow network, IEnumerable<IPAddress> addresses)
    {
        List<TakenAddress> taken = [];
        foreach (var address in addresses)
        {
            var subnet = RangeArithmetic.Around(address, network.AsLeased().SubnetLength(address.AddressFamily));
            // No host has an empty name: those of the subnet alone.
            var leases = await LeaseReads.StatesAsync(change.Db, network.Id, "", subnet, change.Cancel);
            if (await InsideAsync(change, network.Id, Alone(address)) is { } service) taken.Add(TakenAddress.ByService(address, service));
            else if (await Pins.FindAsync(change, network.Id, address) is { } pin) taken.Add(TakenAddress.ByPin(address, pin.Workload));
            else if (leases is [var lease, ..]) taken.Add(TakenAddress.ByLease(address, lease));
        }
        return taken;
    }

    /// <summary>Name of a service with an address in a range of addresses, of several the first by name; null: there is none.</summary>
    public static Task<string?> InsideAsync(Change change, NetworkId network, IPNetwork range)
    {
        var (first, last) = (range.First, range.Last);
        var own = change.Db.Services.Where(row => row.NetworkId == network);
        var inside = range.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? own.Where(row => EF.Functions.GreaterThanOrEqual(row.Ipv4!, first) && EF.Functions.LessThanOrEqual(row.Ipv4!, last))
            : own.Where(row => EF.Functions.GreaterThanOrEqual(row.Ipv6!, first) && EF.Functions.LessThanOrEqual(row.Ipv6!, last));
        return inside.OrderBy(row => row.Name).Select(row => row.Name).FirstOrDefaultAsync(change.Cancel);
    }

    /// <summary>Name of the service that has an address; null: none has.</summary>
    public static Task<string?> AtAsync(Change change, NetworkId network, IPAddress address) => InsideAsync(change, network, Alone(address));

    /// <summary>
    /// The subnets of a network that its services have their addresses in. A network that grew may give subnets from where it gave none before: those of
    /// these it does not.
    /// </summary>
    public static async Task<IReadOnlyList<IPNetwork>> SubnetsAsync(Change change, NetworkRow network)
    {
        var rows = await change.Db.Services.Where(row => row.NetworkId == network.Id).Select(row => new { row.Ipv4, row.Ipv6 }).ToListAsync(change.Cancel);
        var leased = network.AsLeased();
        return
        [
            .. rows.SelectMany(row => new[] { row.Ipv4, row.Ipv6 }).OfType<IPAddress>()
                .Select(address => RangeArithmetic.Around(address, leased.SubnetLength(address.AddressFamily))).Distinct(),
        ];
    }

    /// <summary>
    /// Gives the subnets of a service that goes to hosts, where the network grew over them and no other service has its address there. They are free: none of
    /// them is leased while a service has its address in it.
    /// </summary>
    public static async Task GiveBackAsync(Change change, NetworkRow network, IEnumerable<IPAddress> addresses)
    {
        await change.Db.SaveChangesAsync(change.Cancel);
        foreach (var address in addresses)
        {
            var subnet = RangeArithmetic.Around(address, network.AsLeased().SubnetLength(address.AddressFamily));
            if (await InsideAsync(change, network.Id, subnet) is null) await FreeRanges.GiveBackAsync(change.Db, network, subnet, change.Cancel);
        }
    }

    // What lies among the services' addresses and is no service's.
    private static async Task<List<IPNetwork>> ApartAsync(Change change, NetworkId network, LeasedRange range, IPNetwork block)
    {
        var (first, last) = (block.First, block.Last);
        var (lowest, highest) = (new IPNetwork(first, range.SubnetLength), RangeArithmetic.Around(last, range.SubnetLength));
        var leases = await change.Db.Leases.Where(row => row.NetworkId == network).Select(row => row.Subnet)
            .Where(subnet => EF.Functions.GreaterThanOrEqual(subnet, lowest) && EF.Functions.LessThanOrEqual(subnet, highest)).ToListAsync(change.Cancel);
        var pins = await change.Db.Pins.Where(row => row.NetworkId == network).Select(row => row.Address)
            .Where(address => EF.Functions.GreaterThanOrEqual(address, first) && EF.Functions.LessThanOrEqual(address, last)).ToListAsync(change.Cancel);
        return [.. leases, .. pins.Select(Alone)];
    }

    private static IQueryable<IPAddress> Of(Change change, NetworkId network, IPNetwork block)
    {
        var (first, last) = (block.First, block.Last);
        var own = change.Db.Services.Where(row => row.NetworkId == network);
        return (block.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? own.Select(row => row.Ipv4!) : own.Select(row => row.Ipv6!))
            .Where(address => EF.Functions.GreaterThanOrEqual(address, first) && EF.Functions.LessThanOrEqual(address, last));
    }

    private static IPNetwork Alone(IPAddress address) => new(address, AddressNumber.Bits(address.AddressFamily));
}
