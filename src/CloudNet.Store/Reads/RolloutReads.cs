using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Rollouts;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads how networks go from one way across to another.</summary>
public static class RolloutReads
{
    /// <summary>How many of a network are shown at most.</summary>
    public const int Most = 40;

    private const int MostWaiting = 10;

    /// <summary>The tenants and networks of all that are under way.</summary>
    public static async Task<IReadOnlyList<(TenantId Tenant, NetworkId Network)>> RunningAsync(CloudNetDb db, CancellationToken cancel)
    {
        var running = db.Rollouts.Where(row => row.EndedAt == null).OrderBy(row => row.Since);
        return [.. (await running.Select(row => new { row.TenantId, row.NetworkId }).ToListAsync(cancel)).Select(row => (row.TenantId, row.NetworkId))];
    }

    /// <summary>That of a network which is under way, to be changed; null where none is.</summary>
    public static Task<RolloutRow?> RunningAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
        db.Rollouts.SingleOrDefaultAsync(row => row.NetworkId == network && row.EndedAt == null, cancel);

    /// <summary>The hosts of a network, each with its leases in it.</summary>
    public static async Task<IReadOnlyList<(HostRow Host, LeaseRow[] Leases)>> MembersAsync(CloudNetDb db, NetworkId network, CancellationToken cancel)
    {
        var leases = await db.Leases.Where(lease => lease.NetworkId == network && lease.HostId != null).ToListAsync(cancel);
        var holders = leases.Select(lease => lease.HostId).Distinct().ToArray();
        var hosts = await db.Hosts.Where(host => holders.Contains(host.Id)).OrderBy(host => host.Id).ToListAsync(cancel);
        var held = leases.ToLookup(lease => lease.HostId);
        return [.. hosts.Select(host => (host, held[host.Id].ToArray()))];
    }

    /// <summary>The hosts of a network, as they fare with a way across that it is on its way to.</summary>
    /// <remarks>That it is ready counts where it was said with the same hosts moved as now.</remarks>
    public static async Task<IReadOnlyList<RolloutHost>> HostsAsync(CloudNetDb db, RolloutRow rollout, CancellationToken cancel)
    {
        var (network, vni) = (rollout.NetworkId, rollout.To.Vni);
        var stream = StreamName.Of(network);
        var found = await (
            from host in db.Hosts
            where db.Leases.Any(lease => lease.NetworkId == network && lease.HostId == host.Id)
            join applied in db.Applied.Where(row => row.Stream == stream) on host.Id equals applied.HostId into revisions
            from revision in revisions.DefaultIfEmpty()
            join next in db.NextPlanes.Where(row => row.NetworkId == network && row.Vni == vni) on host.Id equals next.HostId into said
            from report in said.DefaultIfEmpty()
            orderby host.Id
            select new { host.Id, host.Name, Applied = (long?)revision.Revision, Said = report }).ToListAsync(cancel);
        return [.. found.Select(host => new RolloutHost(
            host.Id, host.Name, host.Applied ?? 0, host.Said?.Ready == true && host.Said.MovedThrough != rollout.MovedThrough ? null : host.Said?.Ready,
            host.Said?.Problem, host.Said?.Since))];
    }

    /// <summary>A network's, the newest first.</summary>
    public static async Task<IReadOnlyList<RolloutRecord>> ListAsync(CloudNetDb db, NetworkId network, CancellationToken cancel)
    {
        var rows = await db.Rollouts.AsNoTracking().Where(row => row.NetworkId == network).OrderByDescending(row => row.BeganAt).ThenBy(row => row.Id)
            .Take(Most).ToListAsync(cancel);
        List<RolloutRecord> records = [];
        foreach (var row in rows) records.Add(Record(row, row.EndedAt is null ? await HostsAsync(db, row, cancel) : []));
        return records;
    }

    private static RolloutRecord Record(RolloutRow row, IReadOnlyList<RolloutHost> hosts)
    {
        var moved = row.MovedThrough is { } last ? hosts.Count(host => host.Host.CompareTo(last) <= 0) : 0;
        var waiting = hosts.Where(host => host.Applied < row.Revision || (host.Ready != true && row.State != RolloutState.Returning)).Take(MostWaiting);
        return new(
            row.Id, PlaneRecord.Of(row.From), PlaneRecord.Of(row.To), row.State, moved, hosts.Count, row.Reason,
            [.. waiting.Select(host => new RolloutHostRecord(host.Name, host.Problem))], row.BeganAt, row.EndedAt);
    }
}
