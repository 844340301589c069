using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads which leases were not renewed.</summary>
public static class ExpiryReads
{
    /// <summary>Most leases of a list: of those to be taken back, and of those that were.</summary>
    public const int Most = 1_000;

    /// <summary>Leases whose holders were not heard of for the margin or longer, and those taken back; the next to go first.</summary>
    public static async Task<IReadOnlyList<ExpiringLeaseRecord>> ListAsync(
        CloudNetDb db, TenantId tenant, LeaseTerms terms, DateTimeOffset now, CancellationToken cancel)
    {
        var silent = now - terms.Margin;
        var reserved = Reserved(db);
        var held = await (
            from lease in db.Leases.AsNoTracking()
            join host in db.Hosts on lease.HostId equals (HostId?)host.Id
            where host.TenantId == tenant && !reserved.Any(kept => kept.NetworkId == lease.NetworkId && kept.HostId == lease.HostId)
                && (host.LastSeenAt ?? host.EnrolledAt) < silent
            join network in db.Networks on lease.NetworkId equals network.Id
            orderby host.LastSeenAt ?? host.EnrolledAt, lease.Id
            select new { network, host, lease.Subnet }).Take(Most).ToListAsync(cancel);
        var gone = await (
            from row in db.Reclaimed.AsNoTracking()
            where row.TenantId == tenant
            join host in db.Hosts on row.HostId equals host.Id
            join network in db.Networks on row.NetworkId equals network.Id
            orderby row.At descending, row.HostId
            select new { network, host, row.Subnet, row.At }).Take(Most).ToListAsync(cancel);
        return
        [
            .. gone.Select(line => Record(line.network, line.host, line.Subnet, line.At)).OrderBy(record => record.ReclaimAt),
            // One that was taken back between the two questions is in both.
            .. held.Where(line => !gone.Any(row => row.host.Id == line.host.Id && row.Subnet == line.Subnet && row.network.Id == line.network.Id))
                .Select(line => Record(line.network, line.host, line.Subnet, null)).OrderBy(record => record.ReclaimAt)
                .ThenBy(record => record.HostName, StringComparer.Ordinal),
        ];

        ExpiringLeaseRecord Record(Tables.NetworkRow network, Tables.HostRow host, System.Net.IPNetwork subnet, DateTimeOffset? reclaimed)
        {
            var heard = host.LastSeenAt ?? host.EnrolledAt;
            return new(
                network.Id, network.Name, host.Id, host.Name, subnet, heard, terms.ExpiresAt(heard), reclaimed ?? terms.ReclaimAt(heard),
                reclaimed is not null);
        }
    }

    /// <summary>Hosts with leases that are to be taken back now, with the networks of those leases.</summary>
    public static async Task<IReadOnlyList<(TenantId Tenant, HostId Host, NetworkId Network)>> DueAsync(
        CloudNetDb db, LeaseTerms terms, DateTimeOffset now, int most, CancellationToken cancel)
    {
        var (before, lately) = (terms.ReclaimedBefore(now), now - HostLinkRules.Silence);
        var reserved = Reserved(db);
        var due = await (
            from lease in db.Leases.AsNoTracking()
            join host in db.Hosts on lease.HostId equals (HostId?)host.Id
            where !reserved.Any(kept => kept.NetworkId == lease.NetworkId && kept.HostId == lease.HostId)
                && (host.LastSeenAt ?? host.EnrolledAt) < before
                && db.Hosts.Any(other => other.TenantId == host.TenantId && other.LastSeenAt > lately)
            orderby host.LastSeenAt ?? host.EnrolledAt
            select new { host.TenantId, host.Id, lease.NetworkId }).Take(most).ToListAsync(cancel);
        return [.. due.Select(row => (row.TenantId, row.Id, row.NetworkId)).Distinct()];
    }

    /// <summary>Hosts whose lease was taken back and that were heard of since, with those networks.</summary>
    public static async Task<IReadOnlyList<(TenantId Tenant, HostId Host, NetworkId Network)>> ReturnedAsync(CloudNetDb db, int most, CancellationToken cancel)
    {
        var returned = await (
            from row in db.Reclaimed.AsNoTracking()
            join host in db.Hosts on row.HostId equals host.Id
            where host.LinkedTo != null && host.LastSeenAt > row.At
            // One whose network is full stays; it shall not keep the others waiting.
            orderby EF.Functions.Random()
            select new { row.TenantId, row.HostId, row.NetworkId }).Take(most).ToListAsync(cancel);
        return [.. returned.Select(row => (row.TenantId, row.HostId, row.NetworkId)).Distinct()];
    }

    /// <summary>How many leases of a network and family (4 or 6) have expired and are not taken back yet.</summary>
    public static Task<int> ReclaimableAsync(CloudNetDb db, NetworkId network, int family, LeaseTerms terms, DateTimeOffset now, CancellationToken cancel)
    {
        var before = terms.ExpiredBefore(now);
        var reserved = Reserved(db);
        return (
            from lease in db.Leases
            join host in db.Hosts on lease.HostId equals (HostId?)host.Id
            where lease.NetworkId == network && lease.Family == family
                && !reserved.Any(kept => kept.NetworkId == lease.NetworkId && kept.HostId == lease.HostId) && (host.LastSeenAt ?? host.EnrolledAt) < before
            select lease.Id).CountAsync(cancel);
    }

    // A reservation of one family keeps the host in the network, and so its leases of the other.
    private static IQueryable<Tables.LeaseRow> Reserved(CloudNetDb db) => db.Leases.Where(lease => lease.ReservedFor != null);
}
