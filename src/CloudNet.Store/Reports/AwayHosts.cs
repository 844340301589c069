using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Hosts that nothing is heard of: their workloads are told of as away. That they are back is told with the first that is heard of them.</summary>
public static class AwayHosts
{
    /// <summary>The hosts of each tenant that has one which was not heard of since some time, and is not away yet.</summary>
    public static async Task<ILookup<TenantId, HeardHost>> OfSilentAsync(CloudNetDb db, DateTimeOffset since, CancellationToken cancel)
    {
        var silent = db.Hosts.Where(row => row.AwaySince == null && row.LastSeenAt < since
            && (row.LinkedAt == null || row.LinkedTo == null || row.LinkedAt < since));
        var tenants = await silent.Select(row => row.TenantId).Distinct().ToListAsync(cancel);
        if (tenants.Count == 0) return Enumerable.Empty<HeardHost>().ToLookup(_ => default(TenantId));
        var rows = await db.Hosts.Where(row => tenants.Contains(row.TenantId))
            .Select(row => new { row.TenantId, row.Id, row.LastSeenAt, row.LinkedAt, row.LinkedTo, row.AwaySince }).ToListAsync(cancel);
        return rows.ToLookup(row => row.TenantId, row => new HeardHost(
            row.Id, row.LinkedTo is not null && row.LinkedAt > row.LastSeenAt ? row.LinkedAt : row.LastSeenAt, row.AwaySince is not null));
    }

    /// <summary>Makes a host away, unless it was heard of by now, and has the others told.</summary>
    /// <param name="db">The session.</param>
    /// <param name="host">The host.</param>
    /// <param name="since">It was not heard of since then.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Whether it is away because of this.</returns>
    public static async Task<bool> LeaveAsync(CloudNetDb db, HostId host, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // What is heard of it is waited for, and waits.
        var row = await db.Hosts.FromSql($"SELECT * FROM hosts WHERE id = {host.Value} FOR UPDATE").SingleOrDefaultAsync(cancel);
        if (row is null or { AwaySince: not null } || row.LastSeenAt >= since || (row.LinkedTo is not null && row.LinkedAt >= since)) return false;
        row.AwaySince = now;
        await db.SaveChangesAsync(cancel);
        if (await ToldAsync(db, row, cancel) is { Count: > 0 } told) await ChangeLogWriter.AppendAsync(db, told, now, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The workloads of a host, as the hosts of their networks are to be told of them now.</summary>
    public static async Task<IReadOnlyList<StreamChange>> ToldAsync(CloudNetDb db, HostRow host, CancellationToken cancel)
    {
        var workloads = await db.Workloads.AsNoTracking().Where(row => row.HostId == host.Id).ToListAsync(cancel);
        return
        [
            .. from row in workloads
               group (ViewOperation)new WorkloadSet(host.Id, row.Id, row.Told(host.AwaySince is not null)) by row.NetworkId into own
               select new StreamChange(StreamName.OfWorkloads(own.Key), [.. own]) { Owner = host.TenantId },
        ];
    }
}
