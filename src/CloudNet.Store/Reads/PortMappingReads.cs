using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads port mappings.</summary>
public static class PortMappingReads
{
    /// <summary>A page of a network's port mappings, by workload.</summary>
    public static async Task<Page<PortMappingRecord>> PageAsync(CloudNetDb db, NetworkId network, ListPart part, CancellationToken cancel)
    {
        var (found, next) = await Lines(db, db.PortMappings.Where(row => row.NetworkId == network)).Select(line => new Listed<Line>
        {
            Row = line, Name = EF.Functions.Collate(line.Mapping.Workload, ListPages.ByBytes), Created = line.Mapping.CreatedAt,
            Of = (Guid)(object)line.Mapping.NetworkId, Id = (Guid)(object)line.Mapping.Id,
        }).PartAsync(part, cancel);
        return new([.. found.Select(Record)], next);
    }

    /// <summary>One port mapping.</summary>
    public static async Task<PortMappingRecord> RecordAsync(CloudNetDb db, PortMappingId mapping, CancellationToken cancel) =>
        Record(await Lines(db, db.PortMappings.Where(row => row.Id == mapping)).SingleAsync(cancel));

    /// <summary>Those of a host in the networks that it is in, as its view has them.</summary>
    public static async Task<ImmutableArray<PortMapping>> OfHostAsync(CloudNetDb db, HostId host, CancellationToken cancel) => Ordered(
        await db.PortMappings.AsNoTracking()
            .Where(row => row.HostId == host && db.Leases.Any(lease => lease.NetworkId == row.NetworkId && lease.HostId == host)).ToListAsync(cancel));

    /// <summary>Those of these hosts in a network.</summary>
    public static async Task<ILookup<HostId, PortMappingRow>> OfAsync(
        CloudNetDb db, NetworkId network, IReadOnlyCollection<HostId> hosts, CancellationToken cancel) =>
        (await db.PortMappings.AsNoTracking().Where(row => row.NetworkId == network && hosts.Contains(row.HostId)).ToListAsync(cancel))
        .ToLookup(row => row.HostId);

    /// <summary>Port mappings as a host's view has them: by network, then by protocol and port; default where there is none.</summary>
    public static ImmutableArray<PortMapping> Ordered(IEnumerable<PortMappingRow> mappings)
    {
        ImmutableArray<PortMapping> ordered =
        [
            .. mappings.OrderBy(row => row.NetworkId).ThenBy(row => row.Protocol).ThenBy(row => row.FirstPort)
                .Select(row => new PortMapping(row.NetworkId, row.Workload, row.Protocol, row.HostPort, row.TargetPort, row.HostAddress)),
        ];
        return ordered.IsEmpty ? default : ordered;
    }

    private static IQueryable<Line> Lines(CloudNetDb db, IQueryable<PortMappingRow> mappings) =>
        from mapping in mappings.AsNoTracking()
        join host in db.Hosts on mapping.HostId equals host.Id
        select new Line
        {
            Mapping = mapping, HostName = host.Name,
            IsAttached = db.Workloads.Any(row => row.HostId == mapping.HostId && row.NetworkId == mapping.NetworkId && row.Name == mapping.Workload),
        };

    private static PortMappingRecord Record(Line line) => new(
        line.Mapping.Id, line.Mapping.NetworkId, line.Mapping.HostId, line.HostName, line.Mapping.Protocol, line.Mapping.HostPort, line.Mapping.HostAddress,
        line.Mapping.Workload, line.Mapping.TargetPort, line.IsAttached, line.Mapping.CreatedAt);

    private sealed class Line
    {
        public required PortMappingRow Mapping { get; init; }
        public required string HostName { get; init; }
        public bool IsAttached { get; init; }
    }
}
