using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>
/// Keeps subnets for hosts by name. Hosts hear nothing of it: a reservation changes which subnet is given, not what is built.
/// </summary>
public sealed class ReservationCommands(Changes changes, ChangeFeed feed)
{
    /// <summary>Keeps a subnet for a host. One that is there already stays as it is.</summary>
    public Task<Outcome<LeaseRecord>> ReserveAsync(Actor actor, NetworkId id, ReserveSubnet request, CancellationToken cancel) =>
        changes.RunAsync<Guid, LeaseRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (ReservationRules.Parse(request, network.AsLeased()).IsRefused(out refusal, out var reservation)) return refusal;
            var leases = await LeaseReads.StatesAsync(change.Db, id, reservation.HostName, reservation.Subnet, change.Cancel);
            var service = await ServiceAddressing.InsideAsync(change, id, reservation.Subnet);
            if (ReservationRules.Conflict(reservation, leases, service) is { } conflict) return conflict;
            var lease = await change.Db.Leases.SingleOrDefaultAsync(row => row.NetworkId == id && row.Subnet == reservation.Subnet, change.Cancel);
            if (lease is null) lease = await NewAsync(change, network, reservation);
            else lease.ReservedFor = reservation.HostName;
            change.Afterwards(feed.Signal);
            return lease.Id;
        }, async (change, lease) => (await LeaseReads.RecordsAsync(change.Db, [lease], change.Cancel)).Single(), cancel);

    /// <summary>Ends what is reserved for a host, in each family; a host that holds the subnet goes on holding it.</summary>
    public Task<Outcome<NetworkId>> EndAsync(Actor actor, NetworkId id, string hostName, CancellationToken cancel) =>
        changes.RunAsync<NetworkId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            var leases = NameRules.Host("host", hostName) is null
                ? await change.Db.Leases.Where(row => row.NetworkId == id && row.ReservedFor == hostName).ToListAsync(change.Cancel)
                : [];
            if (leases.Count == 0) return NoReservation(network.Name, hostName);
            foreach (var lease in leases)
            {
                lease.ReservedFor = null;
                if (lease.HostId is null) await LeaseRows.EndAsync(change, network, lease, holder: null);
            }
            change.Afterwards(feed.Signal);
            return id;
        }, cancel);

    private static async Task<LeaseRow> NewAsync(Change change, NetworkRow network, NewReservation reservation)
    {
        await FreeRanges.TakeAsync(change.Db, network, reservation.Subnet, change.Cancel);
        var lease = (await LeaseRows.MakeAsync(change, network, [reservation.Subnet]))[0];
        lease.ReservedFor = reservation.HostName;
        await NewLeases.AddAsync(change.Db, network, [lease], change.Cancel);
        return lease;
    }

    private static async Task<Outcome<NetworkRow>> LockAsync(Change change, Actor actor, NetworkId id) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed : await LockedNetwork.LockAsync(change, actor.Tenant, id);

    /// <summary>Nothing is kept for that host.</summary>
    internal static Refusal NoReservation(string network, string hostName) => new(RefusalKind.NotFound, "No such reservation",
        $"Network '{network}' has no subnet reserved for host {Quoted.Text(hostName)}; GET /api/v1/networks/{network} lists its leases.");
}
