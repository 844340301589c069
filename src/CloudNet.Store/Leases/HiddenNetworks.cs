using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Networks that hosts are in for their workloads alone.</summary>
public static class HiddenNetworks
{
    /// <summary>Which of these hosts a network is hidden from.</summary>
    public static async Task<ImmutableHashSet<HostId>> OfAsync(
        CloudNetDb db, NetworkId network, IReadOnlyCollection<HostId> hosts, CancellationToken cancel) =>
        [.. await db.HiddenNetworks.Where(row => row.NetworkId == network && hosts.Contains(row.HostId)).Select(row => row.HostId).ToListAsync(cancel)];

    /// <summary>Those of the networks that a host is in which are hidden from it, as its view has them; default where none is.</summary>
    public static async Task<ImmutableArray<NetworkId>> OfHostAsync(CloudNetDb db, HostId host, CancellationToken cancel)
    {
        var found = await db.HiddenNetworks
            .Where(row => row.HostId == host && db.Leases.Any(lease => lease.NetworkId == row.NetworkId && lease.HostId == host))
            .Select(row => row.NetworkId).ToListAsync(cancel);
        return found.Count == 0 ? default : [.. found.Order()];
    }

    /// <summary>Hides a network from a host of it, or no longer, and tells the host. What is so already stays as it is.</summary>
    public static async Task SetAsync(Change change, NetworkId network, HostId host, bool hidden)
    {
        var there = await change.Db.HiddenNetworks.SingleOrDefaultAsync(row => row.NetworkId == network && row.HostId == host, change.Cancel);
        if (there is not null == hidden) return;
        if (there is null) change.Db.HiddenNetworks.Add(new HiddenNetworkRow { NetworkId = network, HostId = host });
        else change.Db.HiddenNetworks.Remove(there);
        await change.Db.SaveChangesAsync(change.Cancel);
        change.Record(StreamName.Of(host), await ViewReads.AddedAsync(change.Db, host, network, change.Cancel));
    }

    /// <summary>Forgets it with the host's part in the network; whether the host is told is the caller's.</summary>
    public static Task EndAsync(Change change, NetworkId network, HostId host) =>
        change.Db.HiddenNetworks.Where(row => row.NetworkId == network && row.HostId == host).ExecuteDeleteAsync(change.Cancel);
}
