using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Services;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Quotas;
using CloudNet.Store.Reads;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Services;

/// <summary>
/// Makes, changes and removes services. The hosts of a network hear which services it has, not which workloads are behind them: each finds those by itself,
/// so that a workload that comes or goes is told once, however many services it belongs to.
/// </summary>
public sealed class ServiceCommands(Changes changes)
{
    /// <summary>Makes a service, at addresses that were picked or at free ones.</summary>
    public Task<Outcome<ServiceRecord>> CreateAsync(Actor actor, NetworkId id, CreateService request, CancellationToken cancel) =>
        changes.RunAsync<ServiceRow, ServiceRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            var hosts = await HostPorts.FindAsync(change, id, request.Hosts);
            if (ServiceRules.Parse(request, network.AsLeased(), hosts).IsRefused(out refusal, out var service)) return refusal;
            var nameIsTaken = await ServiceRows.FindAsync(change.Db, id, service.Name, change.Cancel) is not null;
            var taken = await ServiceAddressing.TakenAsync(change, network, service.Addresses);
            if (ServiceRules.Conflict(service, network.Name, nameIsTaken, taken) is { } conflict) return conflict;
            if ((await AddressesAsync(change, network, service)).IsRefused(out refusal, out var addresses)) return refusal;
            if (await TakenAsync(change, actor, id, service.Settings, null) is { } isTaken) return isTaken;
            if (await QuotaGate.ServiceAsync(change.Db, actor.Tenant, change.Cancel) is { } full) return full;
            return ServiceRows.Add(change, id, service, addresses);
        }, (change, row) => ServiceReads.RecordAsync(change.Db, row, change.Cancel), cancel);

    /// <summary>Changes a service; what is left out stays.</summary>
    public Task<Outcome<ServiceRecord>> SetAsync(Actor actor, NetworkId id, string service, SetService request, CancellationToken cancel) =>
        changes.RunAsync<ServiceRow, ServiceRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await FindAsync(change, id, service) is not { } row) return ServiceRules.NotFound(network.Name, service);
            var hosts = await HostPorts.FindAsync(change, id, request.Hosts);
            if (ServiceRules.Parse(request, row.Settings, row.Families, network.AsLeased(), hosts).IsRefused(out refusal, out var settings)) return refusal;
            if (await TakenAsync(change, actor, id, settings, row.Id) is { } isTaken) return isTaken;
            ServiceRows.Set(change, row, settings);
            return row;
        }, (change, row) => ServiceReads.RecordAsync(change.Db, row, change.Cancel), cancel);

    /// <summary>Removes a service. Connections that came by it go on until they end, but where it was the last of its network those to a backend on the
    /// caller's own host may break.</summary>
    public Task<Outcome<ServiceId>> RemoveAsync(Actor actor, NetworkId id, string service, CancellationToken cancel) =>
        changes.RunAsync<ServiceId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await FindAsync(change, id, service) is not { } row) return ServiceRules.NotFound(network.Name, service);
            await ServiceRows.RemoveAsync(change, network, row);
            return row.Id;
        }, cancel);

    private static async Task<Outcome<NetworkRow>> LockAsync(Change change, Actor actor, NetworkId id) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed : await ServiceRows.LockAsync(change, actor.Tenant, id);

    // Of hosts that join later no more is known: there the host itself says which of two it takes.
    private static async Task<Refusal?> TakenAsync(Change change, Actor actor, NetworkId network, ServiceSettings settings, ServiceId? own)
    {
        if (!settings.HasHostPorts) return null;
        await HostPorts.TakeTurnAsync(change, actor.Tenant);
        return HostPortRules.Conflict(settings.Ports, await HostPorts.UsesAsync(change, network, settings.Hosts, own));
    }

    // What the change rests on is checked under the lock.
    private static async Task<ServiceRow?> FindAsync(Change change, NetworkId network, string service)
    {
        var row = await ServiceRows.FindAsync(change.Db, network, service, change.Cancel);
        if (row is not null && Precondition.Current is { } condition)
            condition.Locked(PreconditionKind.Service, await ServiceReads.RecordAsync(change.Db, row, change.Cancel));
        return row;
    }

    private static async Task<Outcome<IReadOnlyList<IPAddress>>> AddressesAsync(Change change, NetworkRow network, NewService service)
    {
        if (service.Addresses.Count > 0) return Outcome<IReadOnlyList<IPAddress>>.Done(service.Addresses);
        List<IPAddress> addresses = [];
        foreach (var family in service.Families)
        {
            if (await ServiceAddressing.FreeAsync(change, network, family) is not { } free) return ServiceAddressRules.Full(network.AsLeased(), family);
            addresses.Add(free);
        }
        return addresses;
    }
}
