using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Addressing;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads pins.</summary>
public static class PinReads
{
    /// <summary>A page of a network's pins, by workload.</summary>
    public static async Task<Page<PinRecord>> PageAsync(CloudNetDb db, NetworkId network, ListPart part, CancellationToken cancel)
    {
        var (found, next) = await Lines(db, db.Pins.Where(row => row.NetworkId == network)).Select(line => new Listed<Line>
        {
            Row = line, Name = EF.Functions.Collate(line.Pin.Workload, ListPages.ByBytes), Created = line.Pin.CreatedAt,
            Of = (Guid)(object)line.Pin.NetworkId, Id = (Guid)(object)line.Pin.Id,
        }).PartAsync(part, cancel);
        return new([.. found.Select(Record)], next);
    }

    /// <summary>One pin.</summary>
    public static async Task<PinRecord> RecordAsync(CloudNetDb db, PinId pin, CancellationToken cancel) =>
        Record(await Lines(db, db.Pins.Where(row => row.Id == pin)).SingleAsync(cancel));

    /// <summary>What is pinned inside a host's leases in one network, as its view has it.</summary>
    public static async Task<ImmutableArray<Pin>> OfHostAsync(CloudNetDb db, HostId host, NetworkId network, CancellationToken cancel) =>
        Ordered(await Held(db, host).Where(pin => pin.NetworkId == network).ToListAsync(cancel));

    /// <summary>What is pinned inside all of a host's leases, as its view has it.</summary>
    public static async Task<ImmutableArray<Pin>> OfHostAsync(CloudNetDb db, HostId host, CancellationToken cancel) =>
        Ordered(await Held(db, host).ToListAsync(cancel));

    /// <summary>The pins of these subnets of a network.</summary>
    public static async Task<ILookup<IPNetwork, PinRow>> InsideAsync(
        CloudNetDb db, NetworkId network, IReadOnlyCollection<IPNetwork> subnets, CancellationToken cancel) =>
        (await db.Pins.AsNoTracking().Where(row => row.NetworkId == network && subnets.Contains(row.Subnet)).ToListAsync(cancel)).ToLookup(row => row.Subnet);

    /// <summary>Pins as a host's view has them: by network, then by address; default where there is none.</summary>
    public static ImmutableArray<Pin> Ordered(IEnumerable<PinRow> pins)
    {
        ImmutableArray<Pin> ordered =
        [
            .. pins.OrderBy(row => row.NetworkId).ThenBy(row => row.Family).ThenBy(row => AddressNumber.Of(row.Address))
                .Select(row => new Pin(row.NetworkId, row.Workload, row.Address)),
        ];
        return ordered.IsEmpty ? default : ordered;
    }

    private static IQueryable<PinRow> Held(CloudNetDb db, HostId host) =>
        from lease in db.Leases
        where lease.HostId == host
        join pin in db.Pins.AsNoTracking() on new { lease.NetworkId, lease.Subnet } equals new { pin.NetworkId, pin.Subnet }
        select pin;

    private static IQueryable<Line> Lines(CloudNetDb db, IQueryable<PinRow> pins) =>
        from pin in pins.AsNoTracking()
        join lease in db.Leases on new { pin.NetworkId, pin.Subnet } equals new { lease.NetworkId, lease.Subnet } into leases
        from held in leases.DefaultIfEmpty()
        join host in db.Hosts on held!.HostId equals (HostId?)host.Id into hosts
        from holder in hosts.DefaultIfEmpty()
        join used in db.WorkloadAddresses on new { pin.NetworkId, pin.Address } equals new { used.NetworkId, used.Address } into uses
        from use in uses.DefaultIfEmpty()
        join workload in db.Workloads on new { use!.HostId, Id = use.WorkloadId } equals new { workload.HostId, workload.Id } into users
        from user in users.DefaultIfEmpty()
        select new Line { Pin = pin, HostId = held!.HostId, HostName = holder!.Name, UsedBy = user!.Name };

    private static PinRecord Record(Line line) => new(
        line.Pin.Id, line.Pin.NetworkId, line.Pin.Workload, line.Pin.Address, line.HostId, line.HostName, line.UsedBy, line.Pin.CreatedAt);

    private sealed class Line
    {
        public required PinRow Pin { get; init; }
        public HostId? HostId { get; init; }
        public string? HostName { get; init; }
        public string? UsedBy { get; init; }
    }
}
