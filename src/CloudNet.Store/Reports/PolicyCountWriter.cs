using CloudNet.Contracts.Link;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores what a host reported of what policies have matched there: one statement, whatever their number.</summary>
internal static class PolicyCountWriter
{
    /// <summary>
    /// Sets what was reported; of a network that the host is not in, or a policy that is gone, it is passed over. Where the host began to count anew, what
    /// it had counted stays, and what it counts now comes on top.
    /// </summary>
    /// <returns>How many differ from what was stored.</returns>
    public static Task<int> StoreAsync(CloudNetDb db, HostRow row, IReadOnlyList<PolicyCountReport> counts, DateTimeOffset at, CancellationToken cancel)
    {
        var all = counts.GroupBy(count => (count.Network, count.Policy, count.Direction)).Select(same => same.Last()).ToArray();
        var (host, tenant) = (row.Id.Value, row.TenantId.Value);
        var (networks, policies) = (all.Select(count => count.Network.Value).ToArray(), all.Select(count => count.Policy?.Value).ToArray());
        var directions = all.Select(count => count.Direction.ToString()).ToArray();
        var (packets, bytes) = (all.Select(count => count.Packets).ToArray(), all.Select(count => count.Bytes).ToArray());
        var began = all.Select(count => count.Since.ToUniversalTime()).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO policy_counts AS c (tenant_id, network_id, host_id, policy_id, direction, packets, bytes,
                earlier_packets, earlier_bytes, began, since, told_at)
            SELECT {tenant}, network_id, {host}, policy_id, direction, packets, bytes, 0, 0, began, began, {at}
                FROM unnest({networks}, {policies}, {directions}, {packets}, {bytes}, {began})
                    AS s(network_id, policy_id, direction, packets, bytes, began)
                WHERE EXISTS (SELECT FROM leases WHERE network_id = s.network_id AND host_id = {host} AND tenant_id = {tenant})
                    AND (policy_id IS NULL OR EXISTS (
                        SELECT FROM policies WHERE id = s.policy_id AND network_id = s.network_id AND tenant_id = {tenant} FOR KEY SHARE))
                ORDER BY network_id, direction, policy_id
            ON CONFLICT (network_id, host_id, direction, policy_id) DO UPDATE SET
                earlier_packets = CASE WHEN c.began = excluded.began THEN c.earlier_packets ELSE c.packets END,
                earlier_bytes = CASE WHEN c.began = excluded.began THEN c.earlier_bytes ELSE c.bytes END,
                packets = excluded.packets + CASE WHEN c.began = excluded.began THEN c.earlier_packets ELSE c.packets END,
                bytes = excluded.bytes + CASE WHEN c.began = excluded.began THEN c.earlier_bytes ELSE c.bytes END,
                began = excluded.began, told_at = excluded.told_at
            """, cancel);
    }
}
