using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Access;
using CloudNet.Controller.Networks;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Quotas;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Enrolment;

/// <summary>
/// Takes hosts in. The proof is checked before anything is looked up, and a key is looked up by its hash, so whoever has no
/// valid key learns nothing, and costs one signature check and one query. Until then the change is the system's: the key says
/// whose host it is, and one public key is one host, whatever the tenant. The use is counted in the same statement that checks
/// it, in the transaction that makes the host: of many that come at once, exactly as many get in as the key has uses.
/// </summary>
public sealed class EnrolmentCommands(Changes changes, TimeProvider clock)
{
    /// <summary>
    /// Takes a host in, with the labels of its key, into the networks of its key; one that is in already gets the same answer again, and
    /// keeps what it has.
    /// </summary>
    public async Task<Outcome<EnrolledHost>> EnrolAsync(EnrolHost request, CancellationToken cancel)
    {
        if (HostRules.Parse(request).IsRefused(out var refusal, out var asking)) return refusal;
        var hash = Secret.Hash(asking.EnrolmentKey);
        return await changes.RunForSystemAsync<EnrolledHost>(async change =>
        {
            if (await change.Db.EnrolmentKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, change.Cancel) is not { } key)
                return EnrolmentKeyRules.Unknown;
            var tenant = await change.Db.Tenants.Where(row => row.Id == key.TenantId).Select(row => row.Name).SingleAsync(change.Cancel);
            if (EnrolmentRules.Decide(asking, key.TenantId, await KnownAsync(change, asking, key)).IsRefused(out var conflict, out var again))
                return conflict;
            if (again.Host is { } known) return new EnrolledHost(known, asking.Name, tenant);
            using var byKey = Deed.As(new(ActorKind.Key, key.Id.Value, key.Name));
            await change.NarrowAsync(key.TenantId);
            return (await TakeInAsync(change, asking, key)).Then(host => new EnrolledHost(host, asking.Name, tenant));
        }, cancel);
    }

    private async Task<Outcome<HostId>> TakeInAsync(Change change, NewHost asking, EnrolmentKeyRow key)
    {
        var host = new HostRow
        {
            Id = HostId.New(clock), TenantId = key.TenantId, Name = asking.Name, PublicKey = asking.PublicKey, MachineId = asking.MachineId,
            UnderlayAddress = asking.Underlay, EnrolledAt = change.Now, Labels = new(key.Labels),
        };
        // A network that is gone by now is passed over, also one that goes while its lock is waited for.
        var networks = change.Db.Networks.Where(row => row.TenantId == key.TenantId && key.Networks.Contains(row.Id)).OrderBy(row => row.Name);
        var there = await networks.Select(row => row.Id).ToArrayAsync(change.Cancel);
        await change.LockAsync([StreamName.Of(host.Id), .. there.Select(StreamName.Of)]);
        if (await CountAsync(change, key) is { } spent) return spent;
        if (await QuotaGate.HostAsync(change.Db, key.TenantId, change.Cancel) is { } full) return full;

        change.Db.Hosts.Add(host);
        change.Record(StreamName.Of(host.Id));
        foreach (var network in await networks.ToListAsync(change.Cancel))
        {
            if (!there.Contains(network.Id)) continue;
            if ((await Membership.JoinAsync(change, network, [host]))[0].IsRefused(out var refusal, out _)) return refusal;
        }
        return host.Id;
    }

    private static async Task<Refusal?> CountAsync(Change change, EnrolmentKeyRow key)
    {
        var counted = await change.Db.EnrolmentKeys.Where(row => row.Id == key.Id && row.Used < row.Uses && row.ExpiresAt > change.Now)
            .ExecuteUpdateAsync(row => row.SetProperty(k => k.Used, k => k.Used + 1), change.Cancel);
        if (counted == 1) return null;
        var now = await change.Db.EnrolmentKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Id == key.Id, change.Cancel);
        if (now is null) return EnrolmentKeyRules.Unknown;
        return EnrolmentKeyRules.Admit(now.Name, now.Used, now.Uses, now.ExpiresAt, change.Now) ?? throw Change.ReadAgain();
    }

    private static async Task<IReadOnlyList<EnrolmentRules.Known>> KnownAsync(Change change, NewHost asking, EnrolmentKeyRow key) =>
        await change.Db.Hosts.AsNoTracking()
            .Where(row => row.PublicKey == asking.PublicKey
                || (row.TenantId == key.TenantId && (row.Name == asking.Name || row.UnderlayAddress == asking.Underlay)))
            .Select(row => new EnrolmentRules.Known(row.Id, row.TenantId, row.Name, row.PublicKey, row.UnderlayAddress))
            .ToListAsync(change.Cancel);
}
