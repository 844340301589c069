using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads the paths of a network, and what became of them.</summary>
public static class PathReads
{
    /// <summary>A page of them; from the same host, by an order that stays.</summary>
    public static async Task<Page<PathRecord>> PageAsync(CloudNetDb db, NetworkId network, ListPart part, PathFilter filter, CancellationToken cancel)
    {
        var rows = db.Paths.AsNoTracking().Where(row => row.NetworkId == network);
        if (filter.Host is { } host) rows = rows.Where(row => row.HostId == host);
        if (filter.Peer is { } peer) rows = rows.Where(row => row.PeerId == peer);
        if (filter.Wrong is { } wrong) rows = rows.Where(row => (!row.Reached || row.Mtu == null || row.Mtu < row.PromisedMtu) == wrong);
        var named =
            from row in rows
            join of in db.Networks on row.NetworkId equals of.Id
            join prober in db.Hosts on row.HostId equals prober.Id
            join answerer in db.Hosts on row.PeerId equals answerer.Id
            select new Listed<PathRecord>
            {
                Row = new(row.NetworkId, of.Name, row.HostId, prober.Name, row.PeerId, answerer.Name, row.Ipv6 ? "ipv6" : "ipv4", row.Reached, row.Fault,
                    row.LossPercent, row.LatencyMicroseconds, row.Mtu, row.PromisedMtu, row.Since, row.ToldAt),
                Name = EF.Functions.Collate(prober.Name, ListPages.ByBytes), Created = row.Since, Of = (Guid)(object)row.PeerId, Id = row.Id,
            };
        var (found, next) = await named.PartAsync(part, cancel);
        return new(found, next);
    }

    /// <summary>What became of the paths from one host to another, the newest first.</summary>
    public static async Task<IReadOnlyList<PathChangeRecord>> HistoryAsync(
        CloudNetDb db, NetworkId network, HostId host, HostId peer, CancellationToken cancel) =>
        await db.PathHistory.AsNoTracking().Where(row => row.NetworkId == network && row.HostId == host && row.PeerId == peer)
            .OrderByDescending(row => row.Id).Take(2 * PathHistoryRow.Kept)
            .Select(row => new PathChangeRecord(row.Since, row.Ipv6 ? "ipv6" : "ipv4", row.Reached, row.Fault, row.Mtu, row.PromisedMtu))
            .ToListAsync(cancel);
}
