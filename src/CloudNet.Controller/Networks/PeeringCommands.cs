using CloudNet.Contracts.Networks;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Access;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Networks;

/// <summary>Opens two networks of a tenant to each other, and closes them again. Doing either twice is the same as once, from whichever side.</summary>
public sealed class PeeringCommands(Changes changes, ChangeFeed feed)
{
    /// <summary>Has two networks be peered.</summary>
    public Task<Outcome<PeeringRecord>> PeerAsync(Actor actor, NetworkId network, NetworkId peer, CancellationToken cancel) =>
        changes.RunAsync<NetworkId, PeeringRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, network, peer)).IsRefused(out var refusal, out var both)) return refusal;
            var (one, other) = both;
            if (PeeringRules.WhyNot(one.AsLeased(), other.AsLeased()) is { } whyNot) return whyNot;
            if (one.Peerings?.Any(peering => peering.Network == peer) == true) return peer;
            foreach (var side in (NetworkRow[])[one, other])
                if (PeeringRules.Full(side.Name, side.Peerings?.Length ?? 0) is { } full) return full;
            Peerings.Set(change, one, other);
            change.Afterwards(feed.Signal);
            return peer;
        }, async (change, made) => (await PeeringReads.OfAsync(change.Db, network, change.Cancel)).Single(peering => peering.PeerId == made), cancel);

    /// <summary>Has two networks be peered no longer. What is open between them is cut.</summary>
    public Task<Outcome<NetworkId>> EndAsync(Actor actor, NetworkId network, NetworkId peer, CancellationToken cancel) =>
        changes.RunAsync<NetworkId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, network, peer)).IsRefused(out var refusal, out var both)) return refusal;
            Peerings.End(change, both.One, both.Other);
            change.Afterwards(feed.Signal);
            return peer;
        }, cancel);

    private static async Task<Outcome<(NetworkRow One, NetworkRow Other)>> LockAsync(Change change, Actor actor, NetworkId network, NetworkId peer) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed : await Peerings.LockAsync(change, actor.Tenant, network, peer);
}
