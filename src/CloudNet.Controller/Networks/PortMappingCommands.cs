using CloudNet.Contracts.Networks;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using CloudNet.Store.Services;

namespace CloudNet.Controller.Networks;

/// <summary>Opens ports of hosts to workloads there, by name. A port leads somewhere while a workload of that name is attached.</summary>
public sealed class PortMappingCommands(Changes changes, ChangeFeed feed)
{
    /// <summary>Maps a port. A mapping that is there already stays as it is.</summary>
    public Task<Outcome<PortMappingRecord>> CreateAsync(Actor actor, NetworkId id, CreatePortMapping request, CancellationToken cancel) =>
        changes.RunAsync<PortMappingId, PortMappingRecord>(actor.Tenant, async change =>
        {
            if ((await FindAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (PortMappingRules.Parse(request, network.AsLeased()).IsRefused(out refusal, out var mapping)) return refusal;
            if ((await HostReads.ResolveAsync(change.Db, actor.Tenant, request.Host!, change.Cancel)).IsRefused(out refusal, out var hostId)) return refusal;
            var host = await PortMappings.LockAsync(change, id, hostId);
            if (!await PortMappings.IsMemberAsync(change, id, hostId)) return PortMappingRules.NotMember(network.Name, host);
            await HostPorts.TakeTurnAsync(change, actor.Tenant);
            var near = await PortMappings.NearAsync(change, hostId, mapping);
            if (near is [var only] && only.NetworkId == id && IsSame(only, mapping)) return only.Id;
            if (PortMappingRules.Conflict(mapping, host, await PortMappings.UsesAsync(change, hostId, near)) is { } conflict) return conflict;
            if (await PortMappings.AreFullAsync(change, hostId)) return PortMappingRules.Full(network.Name, host);
            var made = PortMappings.Add(change, id, hostId, mapping);
            await PortMappings.TellAsync(change, id, hostId);
            change.Afterwards(feed.Signal);
            return made.Id;
        }, (change, mapping) => PortMappingReads.RecordAsync(change.Db, mapping, change.Cancel), cancel);

    /// <summary>Maps a port no longer. Connections that came by it go on until they end.</summary>
    public Task<Outcome<PortMappingId>> RemoveAsync(Actor actor, NetworkId id, PortMappingId mapping, CancellationToken cancel) =>
        changes.RunAsync<PortMappingId>(actor.Tenant, async change =>
        {
            if ((await FindAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await PortMappings.FindAsync(change, id, mapping) is not { } there) return NotFound(network.Name, $"{mapping}");
            await PortMappings.LockAsync(change, id, there.HostId);
            if (await PortMappings.FindAsync(change, id, mapping) is null) return NotFound(network.Name, $"{mapping}");
            PortMappings.Remove(change, there);
            await PortMappings.TellAsync(change, id, there.HostId);
            change.Afterwards(feed.Signal);
            return mapping;
        }, cancel);

    /// <summary>There is no such mapping.</summary>
    internal static Refusal NotFound(string network, string mapping) => new(RefusalKind.NotFound, "No such port mapping",
        $"Network '{network}' has no port mapping {Quoted.Text(mapping)}; GET /api/v1/networks/{network}/port-mappings lists them.");

    private static bool IsSame(PortMappingRow row, NewPortMapping mapping) =>
        new NewPortMapping(row.Protocol, row.HostPort, row.HostAddress, row.Workload, row.TargetPort) == mapping;

    private static async Task<Outcome<NetworkRow>> FindAsync(Change change, Actor actor, NetworkId id) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed
            : await NetworkCommands.FindAsync(change.Db, actor, id, change.Cancel) is { } network ? network : NetworkReads.NotFound(id.ToString());
}
