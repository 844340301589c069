using CloudNet.Contracts.Link;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores how a host fares with the ways across that its networks are on their way to.</summary>
internal static class NextPlaneWriter
{
    /// <summary>Sets what was reported; of a network that the host is not in, it is passed over.</summary>
    /// <returns>How many differ from what was stored.</returns>
    public static Task<int> StoreAsync(
        CloudNetDb db, HostRow row, IReadOnlyList<NextPlaneReport> planes, DateTimeOffset at, CancellationToken cancel)
    {
        var all = planes.GroupBy(plane => plane.Network).Select(same => same.Last()).ToArray();
        var (host, tenant) = (row.Id.Value, row.TenantId.Value);
        var (networks, vnis) = (all.Select(plane => plane.Network.Value).ToArray(), all.Select(plane => plane.Vni).ToArray());
        var (ready, problems) = (all.Select(plane => plane.Ready).ToArray(), all.Select(plane => plane.Problem).ToArray());
        var moved = all.Select(plane => plane.MovedThrough?.Value).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO next_planes AS n (tenant_id, network_id, host_id, vni, ready, problem, moved_through, since)
            SELECT {tenant}, network_id, {host}, vni, ready, problem, moved_through, {at}
                FROM unnest({networks}, {vnis}, {ready}, {problems}, {moved}) AS s(network_id, vni, ready, problem, moved_through)
                WHERE EXISTS (SELECT FROM leases WHERE network_id = s.network_id AND host_id = {host} AND tenant_id = {tenant})
            ON CONFLICT (network_id, host_id) DO UPDATE
                SET vni = excluded.vni, ready = excluded.ready, problem = excluded.problem, moved_through = excluded.moved_through,
                    since = CASE WHEN (n.vni, n.ready) IS DISTINCT FROM (excluded.vni, excluded.ready) THEN excluded.since ELSE n.since END
                WHERE (n.vni, n.ready, n.problem, n.moved_through)
                    IS DISTINCT FROM (excluded.vni, excluded.ready, excluded.problem, excluded.moved_through)
            """, cancel);
    }
}
