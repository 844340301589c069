using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads peerings: who is in both networks, and who is not.</summary>
public static class PeeringReads
{
    /// <summary>All of a network, by the other's name.</summary>
    public static async Task<IReadOnlyList<PeeringRecord>> OfAsync(CloudNetDb db, NetworkId network, CancellationToken cancel)
    {
        if (await db.Networks.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(row => row.Id == network, cancel) is not { } row) return [];
        NetworkPeering[] peerings = [.. (row.Peerings ?? []).OrderBy(peering => peering.Name, StringComparer.Ordinal)];
        NetworkId[] all = [network, .. peerings.Select(peering => peering.Network)];
        var members = (await (
            from lease in db.Leases
            where all.Contains(lease.NetworkId)
            join host in db.Hosts on lease.HostId equals (HostId?)host.Id
            select new { lease.NetworkId, host.Name }).Distinct().ToListAsync(cancel)).ToLookup(member => member.NetworkId, member => member.Name);
        var encrypted = await db.Networks.Where(one => all.Contains(one.Id) && (one.Encrypted || one.Driver == NetworkDriver.Wireguard))
            .Select(one => one.Id).ToListAsync(cancel);
        string? InClear(NetworkPeering peering) => encrypted.Contains(network) == encrypted.Contains(peering.Network) ? null
            : encrypted.Contains(network) ? peering.Name : row.Name;
        return [.. peerings.Select(peering => Record(peering, [.. members[network]], [.. members[peering.Network]], InClear(peering)))];
    }

    private static PeeringRecord Record(NetworkPeering peering, IReadOnlyCollection<string> here, IReadOnlyCollection<string> there, string? inClear) => new(
        peering.Network, peering.Name, peering.Ranges, here.Intersect(there).Count(),
        [.. here.Except(there).Order(StringComparer.Ordinal)], [.. there.Except(here).Order(StringComparer.Ordinal)], inClear);
}
