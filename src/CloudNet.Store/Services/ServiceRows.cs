using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Services;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Services;

/// <summary>The services of one network, within a change.</summary>
public static class ServiceRows
{
    /// <summary>Locks the network's stream, and that of its services; the network is as it was seen until the change ends.</summary>
    public static async Task<Outcome<NetworkRow>> LockAsync(Change change, TenantId tenant, NetworkId id)
    {
        if ((await LockedNetwork.LockAsync(change, tenant, id)).IsRefused(out var refusal, out var network)) return refusal;
        await change.LockAsync(StreamName.OfServices(id));
        return network;
    }

    /// <summary>The service of a network that a text names, which is its id or its name; null where there is none.</summary>
    public static async Task<ServiceRow?> FindAsync(CloudNetDb db, NetworkId network, string idOrName, CancellationToken cancel)
    {
        var own = db.Services.Where(row => row.NetworkId == network);
        if (ServiceId.TryParse(idOrName, null, out var id)) return await own.SingleOrDefaultAsync(row => row.Id == id, cancel);
        // Not every text can be looked for.
        return NameRules.Service("service", idOrName) is null ? await own.SingleOrDefaultAsync(row => row.Name == idOrName, cancel) : null;
    }

    /// <summary>Makes a service, and tells of it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="network">The network.</param>
    /// <param name="service">What was asked for.</param>
    /// <param name="addresses">Its addresses, at most one of each family.</param>
    public static ServiceRow Add(Change change, NetworkId network, NewService service, IReadOnlyList<IPAddress> addresses)
    {
        var row = change.Db.Services.Add(new ServiceRow
        {
            Id = new(Guid.CreateVersion7(change.Now)), NetworkId = network, Name = service.Name, Settings = service.Settings, CreatedAt = change.Now,
            Headless = service.Families.Count == 0,
            Ipv4 = addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork),
            Ipv6 = addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetworkV6),
        }).Entity;
        change.Record(StreamName.OfServices(network), new ServiceSet(row.Id, row.Told()));
        return row;
    }

    /// <summary>Changes a service, and tells of it; where nothing is another, nothing.</summary>
    public static void Set(Change change, ServiceRow row, ServiceSettings settings)
    {
        var before = row.Told();
        row.Settings = settings;
        if (row.Told() is var now && !now.Equals(before)) change.Record(StreamName.OfServices(row.NetworkId), new ServiceSet(row.Id, now));
    }

    /// <summary>Removes a service, and tells of it.</summary>
    public static async Task RemoveAsync(Change change, NetworkRow network, ServiceRow row)
    {
        change.Db.Services.Remove(row);
        change.Record(StreamName.OfServices(network.Id), new ServiceRemoved(row.Id));
        await ServiceAddressing.GiveBackAsync(change, network, row.Addresses);
    }
}
