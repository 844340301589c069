using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Traces;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Finds what a person may mean by an end of a trace, always of one tenant.</summary>
public static class TraceReads
{
    /// <summary>
    /// The addresses of the workloads of a name; of the host of that name the gateways; an address itself, with who has it or the host whose subnet it is in.
    /// Empty: there is nothing of that name.
    /// </summary>
    public static async Task<IReadOnlyList<TraceEnd>> EndsAsync(CloudNetDb db, TenantId tenant, string text, CancellationToken cancel)
    {
        if (AddressText.Address("address", text, out var address) is not null)
            return await WorkloadsAsync(db, tenant, row => row.Name == text, null, cancel) is { Count: > 0 } named ? named
                : await HostsAsync(db, tenant, db.Hosts.Where(host => host.Name == text), db.Leases, cancel);
        var having = await WorkloadsAsync(db, tenant, row => row.Addresses.Any(own => own.Address.Equals(address)), address, cancel);
        if (having.Count > 0) return having;
        var inside = db.Leases.Where(lease => EF.Functions.ContainedByOrEqual(address, lease.Subnet));
        // No workload that is known has it; the host whose subnet it is in sees what is sent there all the same.
        return await HostsAsync(db, tenant, db.Hosts, inside, cancel) is [var host, ..] ? [host with { Address = address }] : [new(address)];
    }

    private static async Task<IReadOnlyList<TraceEnd>> WorkloadsAsync(
        CloudNetDb db, TenantId tenant, System.Linq.Expressions.Expression<Func<WorkloadRow, bool>> which, IPAddress? only, CancellationToken cancel)
    {
        var found = await (
            from workload in db.Workloads.AsNoTracking().Where(which)
            where workload.TenantId == tenant
            join host in db.Hosts on workload.HostId equals host.Id
            join network in db.Networks on workload.NetworkId equals network.Id
            select new { Workload = workload, Host = host.Name, Linked = host.LinkedTo != null, Network = network.Name }).Take(Most).ToListAsync(cancel);
        return
        [
            .. from one in found
               from address in one.Workload.Addresses.Select(row => row.Address)
               where only is null || only.Equals(address)
               orderby address.AddressFamily
               select new TraceEnd(address, one.Workload.HostId, one.Host, one.Linked, one.Workload.NetworkId, one.Network, one.Workload.Id, one.Workload.Name),
        ];
    }

    private static async Task<IReadOnlyList<TraceEnd>> HostsAsync(
        CloudNetDb db, TenantId tenant, IQueryable<HostRow> hosts, IQueryable<LeaseRow> leases, CancellationToken cancel)
    {
        var found = await (
            from host in hosts
            where host.TenantId == tenant
            join lease in leases on (HostId?)host.Id equals lease.HostId
            join network in db.Networks on lease.NetworkId equals network.Id
            orderby network.Name
            select new { host.Id, host.Name, Linked = host.LinkedTo != null, lease.Subnet, Network = network.Id, NetworkName = network.Name })
            .Take(Most).ToListAsync(cancel);
        return [.. found.Select(one => new TraceEnd(one.Subnet.FirstUsable, one.Id, one.Name, one.Linked, one.Network, one.NetworkName))
            .OrderBy(end => end.Address.AddressFamily)];
    }

    private const int Most = 100;
}
