using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Networks that are peered: each of two has the other in its row, and both rows change together, under the locks of both streams.</summary>
public static class Peerings
{
    /// <summary>Locks two networks of the tenant, and reads them as they are under the locks.</summary>
    public static async Task<Outcome<(NetworkRow One, NetworkRow Other)>> LockAsync(Change change, TenantId tenant, NetworkId one, NetworkId other)
    {
        NetworkId[] both = [one, other];
        var own = change.Db.Networks.Where(row => both.Contains(row.Id) && row.TenantId == tenant);
        // Looked at before locking too: a lock makes the stream's row, and there shall be none for what is not there.
        if (await own.CountAsync(change.Cancel) == 2) await change.LockAsync(both.Select(StreamName.Of));
        var rows = await own.ToDictionaryAsync(row => row.Id, change.Cancel);
        return !rows.TryGetValue(one, out var first) ? NetworkReads.NotFound(one.ToString())
            : !rows.TryGetValue(other, out var second) ? NetworkReads.NotFound(other.ToString())
            : (first, second);
    }

    /// <summary>Which networks one is peered with, to lock them with it.</summary>
    public static async Task<IReadOnlyList<NetworkId>> OfAsync(Change change, NetworkId network)
    {
        var row = await change.Db.Networks.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(row => row.Id == network, change.Cancel);
        return [.. (row?.Peerings ?? []).Select(peering => peering.Network)];
    }

    /// <summary>Has two networks be peered, or tells them what the other is now.</summary>
    public static void Set(Change change, NetworkRow one, NetworkRow other)
    {
        Tell(change, one, other);
        Tell(change, other, one);
    }

    /// <summary>Has two networks be peered no longer.</summary>
    public static void End(Change change, NetworkRow one, NetworkRow other)
    {
        Forget(change, one, other.Id);
        Forget(change, other, one.Id);
    }

    /// <summary>Tells those that a network is peered with what it is now, or that it is gone.</summary>
    /// <param name="change">The change.</param>
    /// <param name="network">The network.</param>
    /// <param name="locked">Those that were locked with it; where it is peered with more by now, the change begins anew.</param>
    /// <param name="isGone">Whether it goes.</param>
    public static async Task TellAsync(Change change, NetworkRow network, IReadOnlyList<NetworkId> locked, bool isGone)
    {
        NetworkId[] peered = [.. (network.Peerings ?? []).Select(peering => peering.Network)];
        if (peered.Except(locked).Any()) throw Change.ReadAgain();
        foreach (var other in await change.Db.Networks.Where(row => peered.Contains(row.Id)).ToListAsync(change.Cancel))
        {
            if (isGone) Forget(change, other, network.Id);
            else Tell(change, other, network);
        }
    }

    private static void Tell(Change change, NetworkRow network, NetworkRow other)
    {
        var told = new NetworkPeering(other.Id, other.Name, [.. other.Settings.Ranges]);
        if (network.Peerings?.Contains(told) == true) return;
        Put(change, network, [.. Without(network, other.Id).Append(told).OrderBy(peering => peering.Network)]);
    }

    private static void Forget(Change change, NetworkRow network, NetworkId other)
    {
        if (network.Peerings?.Any(peering => peering.Network == other) == true) Put(change, network, [.. Without(network, other)]);
    }

    private static IEnumerable<NetworkPeering> Without(NetworkRow network, NetworkId other) =>
        (network.Peerings ?? []).Where(peering => peering.Network != other);

    private static void Put(Change change, NetworkRow network, NetworkPeering[] peerings)
    {
        network.Peerings = peerings.Length == 0 ? null : peerings;
        change.Record(StreamName.Of(network.Id), new NetworkSettingsSet(network.Settings));
    }
}
