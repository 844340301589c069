using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>The pins of one network, within a change.</summary>
public static class Pins
{
    /// <summary>
    /// Locks the streams that a pin in a subnet is told in. The network's says who holds the subnet, and comes after the holder's: who it
    /// is, is read before and once more.
    /// </summary>
    /// <returns>The holder; null where nobody holds it.</returns>
    public static async Task<HostId?> LockAsync(Change change, NetworkId network, IPNetwork subnet)
    {
        var holder = await HolderAsync(change, network, subnet);
        await change.LockAsync(holder is { } host ? [StreamName.Of(host), StreamName.Of(network)] : [StreamName.Of(network)]);
        return await HolderAsync(change, network, subnet) == holder ? holder : throw Change.ReadAgain();
    }

    /// <summary>The pins that a new one may stand against: of its address, or of its workload. At most three.</summary>
    public static Task<List<PinRow>> NearAsync(Change change, NetworkId network, NewPin pin) => change.Db.Pins
        .Where(row => row.NetworkId == network && (row.Address == pin.Address || row.Workload == pin.Workload)).ToListAsync(change.Cancel);

    /// <summary>The pin of an address; null where it has none.</summary>
    public static Task<PinRow?> FindAsync(Change change, NetworkId network, IPAddress address) =>
        change.Db.Pins.SingleOrDefaultAsync(row => row.NetworkId == network && row.Address == address, change.Cancel);

    /// <summary>Whether the network, or the subnet, has as many as it may.</summary>
    public static async Task<bool> AreFullAsync(Change change, NetworkId network, IPNetwork subnet) =>
        await change.Db.Pins.CountAsync(row => row.NetworkId == network && row.Subnet == subnet, change.Cancel) >= PinRules.MostOfSubnet
        || await change.Db.Pins.CountAsync(row => row.NetworkId == network, change.Cancel) >= PinRules.Most;

    /// <summary>The workload that has an address, by its name, and the host that reported it; null: none has.</summary>
    public static async Task<(string Workload, HostId Host, string HostName)?> UserAsync(Change change, NetworkId network, IPAddress address) => await (
        from used in change.Db.WorkloadAddresses
        where used.NetworkId == network && used.Address == address
        join workload in change.Db.Workloads on new { used.HostId, Id = used.WorkloadId } equals new { workload.HostId, workload.Id }
        join host in change.Db.Hosts on used.HostId equals host.Id
        select new { workload.Name, used.HostId, HostName = host.Name }).SingleOrDefaultAsync(change.Cancel) is { } user
            ? (user.Name, user.HostId, user.HostName)
            : null;

    /// <summary>Makes a pin.</summary>
    public static PinRow Add(Change change, NetworkId network, NewPin pin) => change.Db.Pins.Add(new PinRow
    {
        Id = new(Guid.CreateVersion7(change.Now)), NetworkId = network, Subnet = pin.Subnet, Address = pin.Address, Workload = pin.Workload,
        CreatedAt = change.Now,
    }).Entity;

    /// <summary>Ends a pin.</summary>
    public static void Remove(Change change, PinRow pin) => change.Db.Pins.Remove(pin);

    /// <summary>
    /// Saves, and tells the host that holds the subnet which pins it has now; and on a segment all hosts what became of the pin.
    /// </summary>
    public static async Task TellAsync(Change change, NetworkRow network, HostId? holder, ViewOperation what)
    {
        if (network.Settings.Plane.IsLayer2) change.Record(StreamName.OfWorkloads(network.Id), what);
        if (holder is not { } host) return;
        await change.Db.SaveChangesAsync(change.Cancel);
        change.Record(StreamName.Of(host), await ViewReads.AddedAsync(change.Db, host, network.Id, change.Cancel));
    }

    private static Task<HostId?> HolderAsync(Change change, NetworkId network, IPNetwork subnet) => change.Db.Leases
        .Where(row => row.NetworkId == network && row.Subnet == subnet).Select(row => row.HostId).SingleOrDefaultAsync(change.Cancel);
}
