using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Networks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Labels;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Hosts;

/// <summary>Changes hosts that are enrolled.</summary>
public sealed class HostCommands(Changes changes)
{
    /// <summary>
    /// Changes what people say of a host, its labels. They are nothing to its agent, so its stream is locked and says nothing; dashboards
    /// show them at their next look.
    /// </summary>
    public Task<Outcome<HostRecord>> ChangeAsync(Actor actor, HostId id, ChangeHost request, CancellationToken cancel) =>
        changes.RunAsync<HostRow, HostRecord>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
            // Looked at before locking too: a lock makes the stream's row, and there shall be none for what is not there.
            if (!await change.Db.Hosts.AnyAsync(row => row.Id == id && row.TenantId == actor.Tenant, change.Cancel))
                return HostReads.NotFound(id.ToString());
            await change.LockAsync(StreamName.Of(id));
            if (await change.Db.Hosts.SingleOrDefaultAsync(row => row.Id == id, change.Cancel) is not { } host) return HostReads.NotFound(id.ToString());
            var wanted = request.Labels ?? new Dictionary<string, string?>();
            if (LabelRules.Change("labels", host.Labels, wanted).IsRefused(out var refusal, out var labels)) return refusal;
            host.Labels = labels;
            return host;
        }, (change, host) => HostReads.RecordAsync(change.Db, host, change.Now, change.Cancel), cancel);

    /// <summary>
    /// Removes a host: it leaves each of its networks, so its peers take down what leads to it, and its stream ends. Its link
    /// is closed by whoever hears that, and its key opens nothing any more.
    /// </summary>
    public Task<Outcome<HostId>> RemoveAsync(Actor actor, HostId id, CancellationToken cancel) => changes.RunAsync<HostId>(actor.Tenant, async change =>
    {
        if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
        if (!await change.Db.Hosts.AnyAsync(row => row.Id == id && row.TenantId == actor.Tenant, change.Cancel))
            return HostReads.NotFound(id.ToString());
        if (await LockAsync(change, id) is not { } locked) return HostReads.NotFound(id.ToString());
        foreach (var (network, _) in locked.Networks) await Membership.LeaveAsync(change, network, locked.Host);
        await change.Db.SaveChangesAsync(change.Cancel);
        change.Db.Hosts.Remove(locked.Host);
        change.Record(StreamName.Of(id), new HostRemoved());
        return id;
    }, cancel);

    /// <summary>
    /// Takes in that a host is to be reached at another address: each of its networks is told. The same address again changes
    /// nothing.
    /// </summary>
    public Task<Outcome<HostId>> UnderlayChangedAsync(
        HostId id, IPAddress address, CancellationToken cancel) => changes.RunForSystemAsync<HostId>(async change =>
    {
        if (HostRules.Underlay(address) is { } unfit) return unfit;
        var found = await change.Db.Hosts.Where(row => row.Id == id).Select(row => new { row.TenantId }).SingleOrDefaultAsync(change.Cancel);
        if (found is null) return HostReads.NotFound(id.ToString());
        using var deed = Deed.OfHosts("MoveUnderlay", id.Value).Begin();
        await change.NarrowAsync(found.TenantId);
        if (await LockAsync(change, id) is not { } locked) return HostReads.NotFound(id.ToString());
        var host = locked.Host;
        if (host.UnderlayAddress.Equals(address)) return id;
        if (locked.Networks.Count > 0 && HostRules.OtherFamily(host.Name, host.UnderlayAddress, address) is { } other) return other;
        if (await TakenAsync(change, host, address) is { } taken) return taken;
        foreach (var (network, _) in locked.Networks)
            if (JoinRules.UnderlayInside(network.AsLeased(), host.Name, address) is { } inside) return inside;

        host.UnderlayAddress = address;
        foreach (var (network, leases) in locked.Networks)
            change.Record(StreamName.Of(network.Id), new NetworkMemberSet(ViewReads.MemberOf(network, host, leases)));
        return id;
    }, cancel);

    /// <summary>
    /// Takes in what a host has to build networks by. Where it has other keys than before, each of its networks that uses any is told. The same again
    /// changes nothing.
    /// </summary>
    public Task<Outcome<HostId>> AbilitiesChangedAsync(
        HostId id, Abilities abilities, CancellationToken cancel) => changes.RunForSystemAsync<HostId>(async change =>
    {
        var found = await change.Db.Hosts.Where(row => row.Id == id).Select(row => new { row.TenantId }).SingleOrDefaultAsync(change.Cancel);
        if (found is null) return HostReads.NotFound(id.ToString());
        using var deed = Deed.OfHosts("ReportAbilities", id.Value).Begin();
        await change.NarrowAsync(found.TenantId);
        if (await LockAsync(change, id) is not { } locked) return HostReads.NotFound(id.ToString());
        var host = locked.Host;
        MemberKey[] keys = [.. abilities.Keys.DistinctBy(key => key.Generation).OrderBy(key => key.Generation)];
        var hasOthers = !keys.SequenceEqual(host.WireguardKeys);
        (host.Drivers, host.WireguardKeys) = ([.. abilities.Drivers.DistinctBy(driver => driver.Driver)], keys);
        if (!hasOthers) return id;
        foreach (var (network, leases) in locked.Networks.Where(of => of.Network.HasKeys))
            change.Record(StreamName.Of(network.Id), new NetworkMemberSet(ViewReads.MemberOf(network, host, leases)));
        return id;
    }, cancel);

    /// <summary>
    /// Locks the host's stream and then those of its networks, which stay its networks under the first lock. Names of hosts'
    /// streams come before those of networks, so the order is the one that all keep.
    /// </summary>
    private static async Task<(HostRow Host, IReadOnlyList<(NetworkRow Network, IEnumerable<LeaseRow> Leases)> Networks)?> LockAsync(Change change, HostId id)
    {
        await change.LockAsync(StreamName.Of(id));
        if (await change.Db.Hosts.SingleOrDefaultAsync(row => row.Id == id, change.Cancel) is not { } host) return null;
        var networks = await change.Db.Leases.Where(row => row.HostId == id).Select(row => row.NetworkId).ToArrayAsync(change.Cancel);
        await change.LockAsync(networks.Select(StreamName.Of));
        var rows = await change.Db.Networks.Where(row => networks.Contains(row.Id)).ToListAsync(change.Cancel);
        var leases = (await change.Db.Leases.Where(row => row.HostId == id).ToListAsync(change.Cancel)).ToLookup(row => row.NetworkId);
        return (host, [.. rows.Select(network => (network, leases[network.Id]))]);
    }

    private static async Task<Refusal?> TakenAsync(Change change, HostRow host, IPAddress address) =>
        await change.Db.Hosts.Where(row => row.TenantId == host.TenantId && row.Id != host.Id && row.UnderlayAddress == address)
            .Select(row => row.Name).FirstOrDefaultAsync(change.Cancel) is { } other
            ? Refusal.Conflict("The address is another host's", [new FieldProblem("underlayAddress", $"{address} is the address of host '{other}'.",
                $"Give '{host.Name}' its own address, or remove '{other}' if it is no more.")])
            : null;
}
