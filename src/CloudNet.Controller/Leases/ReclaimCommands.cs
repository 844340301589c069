using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Networks;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;

namespace CloudNet.Controller.Leases;

/// <summary>
/// Takes leases back that were not renewed, and gives their holders a subnet when they return. Each is decided anew under its
/// locks, so that it makes no difference how many replicas try, or that a host is heard of in between.
/// </summary>
public sealed class ReclaimCommands(Changes changes, LeaseTerms terms)
{
    /// <summary>Takes a host's lease back, if it is still due. The host's agent hears that it is out, whenever it links again.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> ReclaimAsync(TenantId tenant, HostId host, NetworkId network, CancellationToken cancel)
    {
        using var deed = Deed.OfSystem("ReclaimLease").Begin();
        return !(await changes.RunAsync<HostId>(tenant, async change =>
        {
            await change.LockAsync(StreamName.Of(host), StreamName.Of(network));
            var (before, lately) = (terms.ReclaimedBefore(change.Now), change.Now - HostLinkRules.Silence);
            if (await Reclaims.DueAsync(change.Db, host, network, before, lately, change.Cancel) is not { } due) return NotDue;
            Reclaims.Note(change.Db, due, await Membership.LeaveAsync(change, due.Network, due.Host), change.Now);
            return host;
        }, cancel)).IsRefused(out _, out _);
    }

    /// <summary>Gives a host that returned a subnet again: the one it had, else the lowest free one.</summary>
    /// <returns>The subnet, or why there is none.</returns>
    public async Task<Outcome<string>> ReturnAsync(TenantId tenant, HostId host, NetworkId network, CancellationToken cancel)
    {
        using var deed = Deed.OfSystem("ReturnLease").Begin();
        return await changes.RunAsync<string>(tenant, async change =>
        {
            await change.LockAsync(StreamName.Of(host), StreamName.Of(network));
            if (await Reclaims.ReturnedAsync(change.Db, host, network, change.Cancel) is not { } returned) return NotDue;
            return (await Membership.JoinAsync(change, returned.Network, [returned.Host]))[0]
                .Then(leases => string.Join(" and ", leases.Select(lease => lease.Subnet)));
        }, cancel);
    }

    private static Refusal NotDue { get; } = new(RefusalKind.Conflict, "Not due", "The host was heard of, or is out of the network, or no host of the tenant is heard of.");
}
