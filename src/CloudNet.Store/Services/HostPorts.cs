using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Services;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Services;

/// <summary>Ports of hosts that lead to services, and what else takes ports of hosts.</summary>
public static class HostPorts
{
    /// <summary>Takes turns within a tenant: nobody else gives a port of a host until the change ends.</summary>
    public static Task TakeTurnAsync(Change change, TenantId tenant) => TenantLock.TakeAsync(change.Db, TenantLock.HostPorts, tenant, change.Cancel);

    /// <summary>The hosts of a network that some texts name, each by its text; who is not in it is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, HostId>> FindAsync(Change change, NetworkId network, IReadOnlyList<string>? texts)
    {
        if (texts is null or []) return new Dictionary<string, HostId>();
        var members = await (
            from host in change.Db.Hosts
            where change.Db.Leases.Any(lease => lease.NetworkId == network && lease.HostId == host.Id)
            select new { host.Id, host.Name }).ToListAsync(change.Cancel);
        var (byName, byId) = (members.ToDictionary(host => host.Name, host => host.Id), members.ToDictionary(host => host.Id.ToString(), host => host.Id));
        Dictionary<string, HostId> found = [];
        foreach (var text in texts.OfType<string>())
            if (byName.TryGetValue(text, out var id) || byId.TryGetValue(text.ToLowerInvariant(), out id)) found[text] = id;
        return found;
    }

    /// <summary>What takes ports of the hosts of a network: mappings, the networks' own packets, and other services.</summary>
    /// <param name="change">The change.</param>
    /// <param name="network">The network.</param>
    /// <param name="hosts">Its hosts that matter; null: all.</param>
    /// <param name="but">A service that is no matter.</param>
    public static async Task<IReadOnlyList<HostPortUse>> UsesAsync(Change change, NetworkId network, IReadOnlyList<HostId>? hosts, ServiceId? but)
    {
        var db = change.Db;
        var members = await MembersAsync(db, network, hosts, change.Cancel);
        var ids = members.Keys.ToArray();
        var joined = await (
            from lease in db.Leases where lease.HostId != null && ids.Contains(lease.HostId!.Value) select new { Host = lease.HostId!.Value, lease.NetworkId })
            .Distinct().ToListAsync(change.Cancel);
        var of = joined.Select(one => one.NetworkId).Distinct().ToArray();
        var networks = await db.Networks.AsNoTracking().Where(row => of.Contains(row.Id)).ToDictionaryAsync(row => row.Id, change.Cancel);
        var mappings = await db.PortMappings.AsNoTracking().Where(row => ids.Contains(row.HostId)).ToListAsync(change.Cancel);
        var services = await LeadingAsync(db, of, but, change.Cancel);
        return
        [
            .. from row in mappings
               select new HostPortUse(members[row.HostId], row.Protocol, row.HostPort, $"leads to workload {row.Workload}"),
            .. from one in joined
               from plane in networks[one.NetworkId].Planes
               let port = plane.UdpPort
               where port is not null
               select new HostPortUse(
                   members[one.Host], TransportProtocol.Udp, Alone(port.Value), $"carries network '{networks[one.NetworkId].Name}' between its hosts"),
            .. from one in joined
               from service in services[one.NetworkId]
               from port in service.Told().HostPortsOn(one.Host)
               select new HostPortUse(
                   members[one.Host], port.Protocol, Alone(port.HostPort!.Value), $"leads to service '{service.Name}' of network '{networks[one.NetworkId].Name}'"),
        ];
    }

    /// <summary>The services that a port of a host leads to, among those of the networks that it is in.</summary>
    public static async Task<IReadOnlyList<(string Service, NetworkId Network, ServicePort Port)>> OfHostAsync(Change change, HostId host)
    {
        var of = await change.Db.Leases.Where(lease => lease.HostId == host).Select(lease => lease.NetworkId).Distinct().ToArrayAsync(change.Cancel);
        return
        [
            .. from service in (await LeadingAsync(change.Db, of, null, change.Cancel)).SelectMany(all => all)
               from port in service.Told().HostPortsOn(host)
               select (service.Name, service.NetworkId, port),
        ];
    }

    // They are few, and found by their index.
    private static async Task<ILookup<NetworkId, ServiceRow>> LeadingAsync(CloudNetDb db, NetworkId[] networks, ServiceId? but, CancellationToken cancel) =>
        (await db.Services.AsNoTracking().Where(row => row.HasHostPorts && networks.Contains(row.NetworkId) && row.Id != but).ToListAsync(cancel))
        .ToLookup(row => row.NetworkId);

    private static async Task<Dictionary<HostId, string>> MembersAsync(CloudNetDb db, NetworkId network, IReadOnlyList<HostId>? hosts, CancellationToken cancel)
    {
        var members = db.Hosts.Where(host => db.Leases.Any(lease => lease.NetworkId == network && lease.HostId == host.Id));
        if (hosts is not null) members = members.Where(host => hosts.Contains(host.Id));
        return await members.OrderBy(host => host.Name).ToDictionaryAsync(host => host.Id, host => host.Name, cancel);
    }

    private static PortRange Alone(int port) => new(port, port);
}
