using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Networks;

/// <summary>
/// Keeps addresses for workloads by name. The host that has the address's subnet hears of it, now or when it gets it; a workload that
/// runs keeps what it has until it is attached again. On a segment that all hosts share the address goes with the workload, to whichever host it is
/// attached on.
/// </summary>
public sealed class PinCommands(Changes changes, ChangeFeed feed)
{
    /// <summary>Keeps an address for a workload. A pin that is there already stays as it is.</summary>
    public Task<Outcome<PinRecord>> PinAsync(Actor actor, NetworkId id, PinAddress request, CancellationToken cancel) =>
        changes.RunAsync<PinId, PinRecord>(actor.Tenant, async change =>
        {
            if ((await FindAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (PinRules.Parse(request, network.AsLeased()).IsRefused(out refusal, out var pin)) return refusal;
            var holder = await Pins.LockAsync(change, id, pin.Subnet);
            if ((await FindAsync(change, actor, id)).IsRefused(out refusal, out network)) return refusal;
            var near = await Pins.NearAsync(change, id, pin);
            if (near.Find(row => row.Address.Equals(pin.Address) && row.Workload == pin.Workload) is { } there) return there.Id;
            PinState[] others = [.. near.Select(row => new PinState(row.Workload, row.Address))];
            var (user, service) = (await Pins.UserAsync(change, id, pin.Address), await ServiceAddressing.AtAsync(change, id, pin.Address));
            if (PinRules.Conflict(pin, others, user?.Workload, service) is { } conflict) return conflict;
            if (await Pins.AreFullAsync(change, id, pin.Subnet)) return PinRules.Full(network.Name);
            var made = Pins.Add(change, id, pin);
            await Pins.TellAsync(change, network, holder, new AddressPinned(new(pin.Workload, pin.Address)));
            change.Afterwards(feed.Signal);
            return made.Id;
        }, (change, pin) => PinReads.RecordAsync(change.Db, pin, change.Cancel), cancel);

    /// <summary>Keeps an address no longer; a workload that has it goes on having it.</summary>
    public Task<Outcome<PinId>> UnpinAsync(Actor actor, NetworkId id, IPAddress address, CancellationToken cancel) =>
        changes.RunAsync<PinId>(actor.Tenant, async change =>
        {
            if ((await FindAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (network.AsLeased().Around(address) is not { } range) return NotPinned(network.Name, address);
            var holder = await Pins.LockAsync(change, id, RangeArithmetic.Around(address, range.SubnetLength));
            if (await Pins.FindAsync(change, id, address) is not { } pin) return NotPinned(network.Name, address);
            if (await Pins.UserAsync(change, id, address) is var (workload, host, hostName) && host != holder)
                return PinRules.Away(address, workload, hostName);
            Pins.Remove(change, pin);
            await Pins.TellAsync(change, network, holder, new AddressUnpinned(address));
            change.Afterwards(feed.Signal);
            return pin.Id;
        }, cancel);

    private static async Task<Outcome<NetworkRow>> FindAsync(Change change, Actor actor, NetworkId id) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed
            : await NetworkCommands.FindAsync(change.Db, actor, id, change.Cancel) is { } network ? network : NetworkReads.NotFound(id.ToString());

    /// <summary>That address is not kept.</summary>
    internal static Refusal NotPinned(string network, IPAddress address) => new(RefusalKind.NotFound, "No such pin",
        $"Network '{network}' has no pin of {address}; GET /api/v1/networks/{network}/pins lists them.");
}
