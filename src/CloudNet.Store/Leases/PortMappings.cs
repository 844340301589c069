using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Networks;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>The port mappings of one host, within a change that has locked its stream.</summary>
public static class PortMappings
{
    /// <summary>
    /// Locks the host's stream, which tells of its mappings, and the network's: so the host stays in or out, and the network is as it was seen.
    /// Begins anew where either has gone meanwhile.
    /// </summary>
    /// <returns>The host's name.</returns>
    public static async Task<string> LockAsync(Change change, NetworkId network, HostId host)
    {
        await change.LockAsync(StreamName.Of(host), StreamName.Of(network));
        return await change.Db.Networks.AnyAsync(row => row.Id == network, change.Cancel)
            ? await change.Db.Hosts.Where(row => row.Id == host).Select(row => row.Name).SingleOrDefaultAsync(change.Cancel) ?? throw Change.ReadAgain()
            : throw Change.ReadAgain();
    }

    /// <summary>Whether the host is in the network.</summary>
    public static Task<bool> IsMemberAsync(Change change, NetworkId network, HostId host) =>
        change.Db.Leases.AnyAsync(row => row.NetworkId == network && row.HostId == host, change.Cancel);

    /// <summary>The mappings of the host that have a port in common with a new one, lowest first.</summary>
    public static Task<List<PortMappingRow>> NearAsync(Change change, HostId host, NewPortMapping mapping)
    {
        var (protocol, first, last) = (mapping.Protocol, mapping.HostPort.First, mapping.HostPort.Last);
        return change.Db.PortMappings.Where(row => row.HostId == host && row.Protocol == protocol && row.FirstPort <= last && first <= row.LastPort)
            .OrderBy(row => row.FirstPort).ToListAsync(change.Cancel);
    }

    /// <summary>What the host's ports are taken by, as far as it concerns a new mapping: these mappings, and its networks' own packets.</summary>
    public static async Task<IReadOnlyList<PortUse>> UsesAsync(Change change, HostId host, IEnumerable<PortMappingRow> near)
    {
        var of = near.Select(row => row.NetworkId).ToHashSet();
        var services = await HostPorts.OfHostAsync(change, host);
        var networks = await change.Db.Networks.AsNoTracking()
            .Where(row => of.Contains(row.Id) || change.Db.Leases.Any(lease => lease.NetworkId == row.Id && lease.HostId == host)).ToListAsync(change.Cancel);
        return
        [
            .. near.Select(row => new PortUse(row.Protocol, row.HostPort, networks.Single(network => network.Id == row.NetworkId).Name, row.Workload)),
            .. services.Select(one => new PortUse(
                one.Port.Protocol, new(one.Port.HostPort!.Value, one.Port.HostPort.Value),
                networks.Single(network => network.Id == one.Network).Name, null, one.Service)),
            .. from network in networks
               from plane in network.Planes
               let port = plane.UdpPort
               where port is not null
               select new PortUse(TransportProtocol.Udp, new(port.Value, port.Value), network.Name, null),
        ];
    }

    /// <summary>Whether the host has as many as it may.</summary>
    public static async Task<bool> AreFullAsync(Change change, HostId host) =>
        await change.Db.PortMappings.CountAsync(row => row.HostId == host, change.Cancel) >= PortMappingRules.Most;

    /// <summary>A mapping of a network; null where there is none.</summary>
    public static Task<PortMappingRow?> FindAsync(Change change, NetworkId network, PortMappingId mapping) =>
        change.Db.PortMappings.SingleOrDefaultAsync(row => row.NetworkId == network && row.Id == mapping, change.Cancel);

    /// <summary>Makes a mapping.</summary>
    public static PortMappingRow Add(Change change, NetworkId network, HostId host, NewPortMapping mapping) => change.Db.PortMappings.Add(new PortMappingRow
    {
        Id = new(Guid.CreateVersion7(change.Now)), NetworkId = network, HostId = host, Protocol = mapping.Protocol, FirstPort = mapping.HostPort.First,
        LastPort = mapping.HostPort.Last, HostAddress = mapping.HostAddress, Workload = mapping.Workload, TargetPort = mapping.TargetPort,
        CreatedAt = change.Now,
    }).Entity;

    /// <summary>Ends a mapping.</summary>
    public static void Remove(Change change, PortMappingRow mapping) => change.Db.PortMappings.Remove(mapping);

    /// <summary>Ends all of a host in a network; whether it is told of it is the caller's.</summary>
    public static Task EndAsync(Change change, NetworkId network, HostId host) =>
        change.Db.PortMappings.Where(row => row.NetworkId == network && row.HostId == host).ExecuteDeleteAsync(change.Cancel);

    /// <summary>Saves, and tells the host which mappings it has now; one that is out of the network, to come again, has heard of none.</summary>
    public static async Task TellAsync(Change change, NetworkId network, HostId host)
    {
        await change.Db.SaveChangesAsync(change.Cancel);
        if (await IsMemberAsync(change, network, host))
            change.Record(StreamName.Of(host), await ViewReads.AddedAsync(change.Db, host, network, change.Cancel));
    }
}
