using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads workloads, always those of one tenant.</summary>
public static class WorkloadReads
{
    /// <summary>All workloads, by name, then by host.</summary>
    public static async Task<IReadOnlyList<WorkloadRecord>> AllAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel) =>
    [
        .. (await Named(db, db.Workloads.Where(row => row.TenantId == tenant)).ToListAsync(cancel))
            .OrderBy(line => line.Workload.Name, StringComparer.Ordinal).ThenBy(line => line.HostName, StringComparer.Ordinal).Select(Record),
    ];

    /// <summary>A page of them; of the same name, by host and id.</summary>
    public static async Task<Page<WorkloadRecord>> PageAsync(
        CloudNetDb db, TenantId tenant, ListPart part, WorkloadFilter filter, CancellationToken cancel)
    {
        var rows = Labelled(db, filter.Labels ?? []).Where(row => row.TenantId == tenant);
        if (filter.Network is { } network) rows = rows.Where(row => row.NetworkId == network);
        if (filter.Host is { } host) rows = rows.Where(row => row.HostId == host);
        var (found, next) = await Named(db, rows).Select(line => new Listed<Line>
        {
            Row = line, Name = EF.Functions.Collate(line.Workload.Name, ListPages.ByBytes), Created = line.Workload.AttachedAt,
            Of = (Guid)(object)line.Workload.HostId, Id = (Guid)(object)line.Workload.Id,
        }).PartAsync(part, cancel);
        return new([.. found.Select(Record)], next);
    }

    private static IQueryable<WorkloadRow> Labelled(CloudNetDb db, IReadOnlyList<KeyValuePair<string, string>> labels) => labels.Count == 0
        ? db.Workloads
        : db.Workloads.FromSql($"SELECT * FROM workloads WHERE labels @> ALL ({LabelsJson.Asked(labels)}::jsonb[])");

    private static IQueryable<Line> Named(CloudNetDb db, IQueryable<WorkloadRow> workloads) =>
        from workload in workloads.AsNoTracking()
        join host in db.Hosts on workload.HostId equals host.Id
        join network in db.Networks on workload.NetworkId equals network.Id
        select new Line { Workload = workload, HostName = host.Name, NetworkName = network.Name };

    private static WorkloadRecord Record(Line line) => new(
        line.Workload.Id, line.Workload.Name, line.Workload.HostId, line.HostName, line.Workload.NetworkId, line.NetworkName, InOrder(line.Workload),
        line.Workload.Labels, line.Workload.AttachedAt);

    private static IReadOnlyList<IPAddress> InOrder(WorkloadRow workload) =>
        [.. workload.Addresses.Select(row => row.Address).OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)];

    private sealed class Line
    {
        public required WorkloadRow Workload { get; init; }
        public required string HostName { get; init; }
        public required string NetworkName { get; init; }
    }
}
