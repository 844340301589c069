using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Rollouts;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Rollouts;

/// <summary>Takes networks on from one way across to another, a step at a time; what the step is, <see cref="RolloutRules"/> says.</summary>
public sealed class RolloutSteps(Changes changes, RolloutTerms terms)
{
    /// <summary>Takes the next step of a network's rollout, if it is time for one.</summary>
    /// <param name="tenant">The network's owner.</param>
    /// <param name="id">The network.</param>
    /// <param name="from">Since when this controller hears of hosts: before that nobody was silent.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<RolloutStep> StepAsync(TenantId tenant, NetworkId id, DateTimeOffset from, CancellationToken cancel)
    {
        using var deed = Deed.OfSystem("StepRollout").Begin();
        var taken = await changes.RunAsync<RolloutStep>(tenant, async change =>
        {
            if ((await LockedNetwork.LockAsync(change, tenant, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await RolloutReads.RunningAsync(change.Db, id, change.Cancel) is not { } rollout) return new RolloutStep.Wait();
            var hosts = await RolloutReads.HostsAsync(change.Db, rollout, change.Cancel);
            var step = RolloutRules.Next(
                rollout.AsRollout(from), [.. hosts.Select(host => host with { Since = host.Since > from ? host.Since : from })], terms, change.Now);
            await TakeAsync(change, network, rollout, step);
            return step;
        }, cancel);
        return taken.IsRefused(out _, out var step) ? new RolloutStep.Wait() : step;
    }

    /// <summary>Takes a step, under the lock of the network's stream.</summary>
    internal static async Task TakeAsync(Change change, NetworkRow network, RolloutRow rollout, RolloutStep step)
    {
        switch (step)
        {
            case RolloutStep.Move move:
                (rollout.State, rollout.MovedThrough) = (RolloutState.Moving, move.Through);
                network.Next = network.Next! with { MovedThrough = move.Through };
                break;
            case RolloutStep.Return { Reason: var reason }:
                (rollout.State, rollout.MovedThrough, rollout.Reason) = (RolloutState.Returning, null, reason);
                network.Next = network.Next! with { MovedThrough = null };
                break;
            case RolloutStep.Finish:
                (rollout.State, rollout.EndedAt) = (RolloutState.Done, change.Now);
                network.Take(rollout.To, network.Next!.PresharedKey);
                break;
            case RolloutStep.GiveUp:
                (rollout.State, rollout.EndedAt) = (RolloutState.RolledBack, change.Now);
                network.Next = null;
                break;
            default:
                return;
        }
        await TellAsync(change, network, rollout);
    }

    /// <summary>Tells the network's hosts, and notes which revision says it.</summary>
    internal static async Task TellAsync(Change change, NetworkRow network, RolloutRow rollout)
    {
        var stream = StreamName.Of(network.Id);
        // The lock is held: what is recorded here is the next.
        rollout.Revision = 1 + await ChangeLogReader.NewestAsync(change.Db, stream, change.Cancel);
        rollout.Since = change.Now;
        change.Record(stream, new NetworkSettingsSet(network.Settings));
    }
}
