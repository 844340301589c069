using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores the workloads that a host reported.</summary>
internal static class WorkloadWriter
{
    /// <summary>
    /// Makes the host's workloads those reported. One in a network that the host is not in, or with an address that is neither in the host's lease nor
    /// <see cref="CarriedAddresses">carried</see> there, is passed over: a host speaks only for its own share. So is a second one with the same address.
    /// </summary>
    /// <returns>Whether a page would show something else now, and what the networks' hosts are to be told.</returns>
    public static async Task<(bool IsOther, IReadOnlyList<StreamChange> Told)> StoreAsync(
        CloudNetDb db, HostRow host, bool wasAway, HostStatus status, IReadOnlyList<WorkloadReport> workloads, CancellationToken cancel)
    {
        var leases = (await db.Leases.AsNoTracking().Where(lease => lease.HostId == host.Id).ToListAsync(cancel))
            .ToLookup(lease => lease.NetworkId, lease => lease.Subnet);
        var stored = await db.Workloads.Where(row => row.HostId == host.Id).ToDictionaryAsync(row => row.Id, cancel);
        // A host's clock may be ahead: nothing was attached after it was heard of, and what was heard of once stays as old as it was then.
        var dated = workloads.Select(workload => workload with
        {
            AttachedAt = stored.GetValueOrDefault(workload.Id)?.AttachedAt
                ?? StoredTime.Stored(workload.AttachedAt < status.At ? workload.AttachedAt : status.At),
        }).ToArray();
        var carried = await CarriedAddresses.ReadAsync(db, host, [.. leases.Select(of => of.Key)], dated, cancel);
        HashSet<(NetworkId, IPAddress)> taken = [];
        var reported = dated.Where(workload => workload.Addresses.Count > 0 && leases.Contains(workload.Network))
            .Where(workload => workload.Addresses.All(
                address => carried.MayHave(workload, address, leases[workload.Network].Any(subnet => subnet.Contains(address)))))
            .DistinctBy(workload => workload.Id).Where(workload => workload.Addresses.All(address => taken.Add((workload.Network, address))))
            .ToDictionary(workload => workload.Id);
        var ended = await carried.EndAsync(db, host.TenantId, reported.Values, cancel);
        var before = stored.Values.ToDictionary(row => (row.NetworkId, row.Id), row => row.Told(wasAway));
        db.Workloads.RemoveRange(stored.Values.Where(row => !reported.ContainsKey(row.Id)));
        var rows = reported.Values.Select(workload => Set(db, host, stored.GetValueOrDefault(workload.Id), workload)).ToArray();
        var after = rows.ToDictionary(row => (row.NetworkId, row.Id), row => row.Told(host.AwaySince is not null));
        return (await db.SaveChangesAsync(cancel) > 0, [.. ended, .. Changes(host, before, after)]);
    }

    private static WorkloadRow Set(CloudNetDb db, HostRow host, WorkloadRow? stored, WorkloadReport workload)
    {
        var row = stored ?? db.Workloads.Add(new() { Id = workload.Id, HostId = host.Id, TenantId = host.TenantId }).Entity;
        row.NetworkId = workload.Network;
        row.Name = workload.Name;
        row.Addresses.RemoveAll(old => !workload.Addresses.Contains(old.Address));
        row.Addresses.AddRange(workload.Addresses.Where(address => row.Addresses.All(old => !old.Address.Equals(address)))
            .Select(address => new WorkloadAddressRow { TenantId = host.TenantId, NetworkId = workload.Network, Address = address }).ToArray());
        row.Labels = new(workload.Labels);
        row.AttachedAt = workload.AttachedAt;
        row.Draining = workload.IsDraining;
        SetFailing(host, row, workload.Failing ?? []);
        return row;
    }

    private static void SetFailing(HostRow host, WorkloadRow row, IReadOnlyList<FailingCheck> reported)
    {
        var now = reported.DistinctBy(check => check.Service).ToDictionary(check => check.Service, check => check.Reason);
        row.Failing.RemoveAll(old => !now.ContainsKey(old.ServiceId));
        foreach (var old in row.Failing) old.Reason = now[old.ServiceId];
        row.Failing.AddRange(now.Keys.Except(row.Failing.Select(old => old.ServiceId)).ToArray()
            .Select(service => new FailingCheckRow { TenantId = host.TenantId, ServiceId = service, Reason = now[service] }));
    }

    // Those that go are told of first: their addresses may be others' already.
    private static IReadOnlyList<StreamChange> Changes(
        HostRow host, Dictionary<(NetworkId Network, WorkloadId Id), NetworkWorkload> before,
        Dictionary<(NetworkId Network, WorkloadId Id), NetworkWorkload> after)
    {
        var gone = from key in before.Keys.Except(after.Keys) select (key.Network, Operation: (ViewOperation)new WorkloadRemoved(host.Id, key.Id));
        var set = from one in after
                  where !one.Value.Equals(before.GetValueOrDefault(one.Key))
                  select (one.Key.Network, Operation: (ViewOperation)new WorkloadSet(host.Id, one.Key.Id, one.Value));
        return
        [
            .. from told in gone.Concat(set)
               group told.Operation by told.Network into own
               select new StreamChange(StreamName.OfWorkloads(own.Key), [.. own]) { Owner = host.TenantId },
        ];
    }
}
