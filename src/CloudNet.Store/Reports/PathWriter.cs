using CloudNet.Contracts.Link;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores what a host reported of its paths: one statement for what is and what became of it, whatever their number.</summary>
internal static class PathWriter
{
    /// <summary>
    /// Sets what was reported. A path in a network that the host or the peer is not in is passed over: a host speaks for its own paths alone, and the
    /// peer may have left meanwhile.
    /// </summary>
    /// <returns>Of how many paths a person would read something else now: reached or not, why not, for which packets.</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, HostRow row, IReadOnlyList<PathReport> paths, DateTimeOffset at, CancellationToken cancel)
    {
        var all = paths.GroupBy(path => (path.Network, path.Peer, path.Ipv6)).Select(same => same.Last()).ToArray();
        var (host, tenant) = (row.Id.Value, row.TenantId.Value);
        var networks = all.Select(path => path.Network.Value).ToArray();
        var peers = all.Select(path => path.Peer.Value).ToArray();
        var ipv6 = all.Select(path => path.Ipv6).ToArray();
        var (reached, loss) = (all.Select(path => path.Reached).ToArray(), all.Select(path => path.LossPercent).ToArray());
        var (latency, mtu) = (all.Select(path => path.LatencyMicroseconds).ToArray(), all.Select(path => path.Mtu).ToArray());
        var (promised, fault) = (all.Select(path => path.PromisedMtu).ToArray(), all.Select(path => path.Fault?.ToString()).ToArray());
        var added = await db.Database.ExecuteSqlAsync($"""
            WITH said AS (
                SELECT * FROM unnest({networks}, {peers}, {ipv6}, {reached}, {loss}, {latency}, {mtu}, {promised}, {fault})
                    AS s(network_id, peer_id, ipv6, reached, loss_percent, latency_microseconds, mtu, promised_mtu, fault)
                WHERE EXISTS (SELECT FROM leases WHERE network_id = s.network_id AND host_id = {host} AND tenant_id = {tenant})
                    AND EXISTS (SELECT FROM leases WHERE network_id = s.network_id AND host_id = s.peer_id AND tenant_id = {tenant})
                ORDER BY network_id, peer_id, ipv6),
            now_so AS (
                INSERT INTO paths AS p (tenant_id, network_id, host_id, peer_id,
                    ipv6, reached, loss_percent, latency_microseconds, mtu, promised_mtu, fault, since, told_at)
                SELECT {tenant}, network_id, {host}, peer_id, ipv6, reached, loss_percent, latency_microseconds, mtu, promised_mtu, fault, {at}, {at} FROM said
                ON CONFLICT (network_id, host_id, peer_id, ipv6) DO UPDATE SET
                    since = CASE WHEN (p.reached, p.mtu, p.promised_mtu, p.fault)
                        IS DISTINCT FROM (excluded.reached, excluded.mtu, excluded.promised_mtu, excluded.fault) THEN excluded.since ELSE p.since END,
                    reached = excluded.reached, loss_percent = excluded.loss_percent, latency_microseconds = excluded.latency_microseconds,
                    mtu = excluded.mtu, promised_mtu = excluded.promised_mtu, fault = excluded.fault, told_at = excluded.told_at
                RETURNING *)
            INSERT INTO path_history (tenant_id, network_id, host_id, peer_id, ipv6, since, reached, mtu, promised_mtu, fault)
            SELECT tenant_id, network_id, host_id, peer_id, ipv6, since, reached, mtu, promised_mtu, fault FROM now_so AS n WHERE since = {at} AND NOT EXISTS (
                SELECT FROM path_history AS h
                WHERE (h.network_id, h.host_id, h.peer_id, h.ipv6, h.since) = (n.network_id, n.host_id, n.peer_id, n.ipv6, n.since))
            """, cancel);
        if (added > 0) await ForgetAsync(db, host, networks, peers, ipv6, cancel);
        return added;
    }

    private static Task<int> ForgetAsync(CloudNetDb db, Guid host, Guid[] networks, Guid[] peers, bool[] ipv6, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""
            DELETE FROM path_history AS old USING unnest({networks}, {peers}, {ipv6}) AS s(network_id, peer_id, ipv6)
            WHERE (old.network_id, old.host_id, old.peer_id, old.ipv6) = (s.network_id, {host}, s.peer_id, s.ipv6)
                AND old.id <= (SELECT id FROM path_history AS h
                    WHERE (h.network_id, h.host_id, h.peer_id, h.ipv6) = (s.network_id, {host}, s.peer_id, s.ipv6)
                    ORDER BY id DESC OFFSET {PathHistoryRow.Kept} LIMIT 1)
            """, cancel);
}
