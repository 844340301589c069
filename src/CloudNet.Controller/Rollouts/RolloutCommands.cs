using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Networks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Rollouts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Rollouts;

/// <summary>
/// Changes how a network's packets cross, and whether what leaves it is masqueraded. In a network with hosts another way across is a rollout, which
/// <see cref="RolloutKeeper"/> sees to from then on; one without has it at once.
/// </summary>
public sealed class RolloutCommands(Changes changes)
{
    /// <summary>Changes what was asked for; what is so already stays as it is.</summary>
    public Task<Outcome<NetworkRecord>> ChangeAsync(Actor actor, NetworkId id, ChangeNetwork request, CancellationToken cancel) =>
        RunAsync(actor, id, (change, network) => ChangeAsync(change, network, request, rotates: false), cancel);

    /// <summary>Has the hosts make other WireGuard keys, and use them.</summary>
    public Task<Outcome<NetworkRecord>> RotateKeysAsync(Actor actor, NetworkId id, CancellationToken cancel) =>
        RunAsync(actor, id, (change, network) => ChangeAsync(change, network, new(), rotates: true), cancel);

    /// <summary>
    /// Has all hosts send by the way that the network had. Where they are on their way back already, those that were not heard of since are waited for no
    /// longer. One that is on its way nowhere stays as it is.
    /// </summary>
    public Task<Outcome<NetworkRecord>> EndAsync(Actor actor, NetworkId id, CancellationToken cancel) => RunAsync(actor, id, async (change, network) =>
    {
        if (await RolloutReads.RunningAsync(change.Db, id, change.Cancel) is { } rollout)
            await RolloutSteps.TakeAsync(
                change, network, rollout, rollout.State == RolloutState.Returning ? new RolloutStep.GiveUp() : new RolloutStep.Return("It was ended by hand."));
        return null;
    }, cancel);

    private Task<Outcome<NetworkRecord>> RunAsync(Actor actor, NetworkId id, Func<Change, NetworkRow, Task<Refusal?>> run, CancellationToken cancel) =>
        changes.RunAsync<NetworkId, NetworkRecord>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
            if ((await LockedNetwork.LockAsync(change, actor.Tenant, id)).IsRefused(out var refusal, out var network)) return refusal;
            return await run(change, network) is { } refused ? refused : id;
        }, async (change, network) => (await NetworkReads.RecordAsync(change.Db, actor.Tenant, network, change.Cancel))!, cancel);

    private static async Task<Refusal?> ChangeAsync(Change change, NetworkRow network, ChangeNetwork request, bool rotates)
    {
        var now = network.Settings.Plane;
        var others = await NetworkReads.OthersAsync(change.Db, network.TenantId, but: network.Id, change.Cancel);
        if (PlaneChangeRules.Parse(request, network.AsLeased(), now, others, rotates).IsRefused(out var refusal, out var plane)) return refusal;
        var masquerades = request.Nat ?? network.Nat;
        if (plane == now && masquerades == network.Nat) return null;
        if (plane != now && network.Next is { } next) return RolloutStart.Running(network.Name, next.Plane);
        network.Nat = masquerades;
        if (plane != now) return await BeginAsync(change, network, plane);
        change.Record(StreamName.Of(network.Id), new NetworkSettingsSet(network.Settings));
        return null;
    }

    private static async Task<Refusal?> BeginAsync(Change change, NetworkRow network, DataPlane plane)
    {
        var (from, stream) = (network.Settings.Plane, StreamName.Of(network.Id));
        var members = await RolloutReads.MembersAsync(change.Db, network.Id, change.Cancel);
        if (members.Count == 0)
        {
            network.Take(plane with { Vni = from.Vni }, NewPresharedKey.For(plane));
            change.Record(stream, new NetworkSettingsSet(network.Settings));
            return null;
        }
        if (RolloutStart.WhyNot(network.AsLeased(), from, plane, [.. members.Select(member => Member(member.Host))]) is { } refusal) return refusal;
        var hadKeys = network.HasKeys;
        plane = plane with { Vni = await change.Db.NextVniAsync(change.Cancel) };
        network.Next = new(plane, PresharedKey: NewPresharedKey.For(plane));
        var rollout = new RolloutRow
        {
            Id = new(Guid.CreateVersion7()), NetworkId = network.Id, From = from, To = plane, State = RolloutState.Preparing, BeganAt = change.Now,
        };
        change.Db.Add(rollout);
        await RolloutSteps.TellAsync(change, network, rollout);
        if (network.HasKeys && !hadKeys)
            foreach (var (host, leases) in members) change.Record(stream, new NetworkMemberSet(ViewReads.MemberOf(network, host, leases)));
        return null;
    }

    private static RolloutMember Member(HostRow host) => new(host.Name, host.UnderlayAddress.AddressFamily, host.LinkedTo is not null, host.Drivers);
}
