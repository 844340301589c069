using System.Collections.Immutable;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Services;
using CloudNet.Store.Lists;
using CloudNet.Store.Services;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads services, and what is behind them.</summary>
public static class ServiceReads
{
    /// <summary>A page of a network's services, by name.</summary>
    public static async Task<Page<ServiceRecord>> PageAsync(CloudNetDb db, NetworkId network, ListPart part, CancellationToken cancel)
    {
        var (found, next) = await db.Services.AsNoTracking().Where(row => row.NetworkId == network).Select(row => new Listed<ServiceRow>
        {
            Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
            Of = (Guid)(object)row.NetworkId, Id = (Guid)(object)row.Id,
        }).PartAsync(part, cancel);
        return new(await RecordsAsync(db, network, found, cancel), next);
    }

    /// <summary>One service of a network, by id or name.</summary>
    public static async Task<Outcome<ServiceRecord>> FindAsync(CloudNetDb db, NetworkId network, string idOrName, CancellationToken cancel) =>
        await ServiceRows.FindAsync(db, network, idOrName, cancel) is { } row
            ? await RecordAsync(db, row, cancel)
            : ServiceRules.NotFound(await NameAsync(db, network, cancel), idOrName);

    /// <summary>A service as the API shows it.</summary>
    public static async Task<ServiceRecord> RecordAsync(CloudNetDb db, ServiceRow row, CancellationToken cancel) =>
        (await RecordsAsync(db, row.NetworkId, [row], cancel)).Single();

    /// <summary>All services of a network, as its hosts are told of them.</summary>
    public static async Task<ImmutableSortedDictionary<ServiceId, NetworkService>> ToldAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
        (await db.Services.AsNoTracking().Where(row => row.NetworkId == network).ToListAsync(cancel))
        .ToImmutableSortedDictionary(row => row.Id, row => row.Told());

    /// <summary>
    /// The backends of a service of a network: those that are fixed, in their order, or the workloads that have its labels now, by name, then by host; at most
    /// <see cref="ServiceBounds.Slots"/>.
    /// </summary>
    public static async Task<Outcome<IReadOnlyList<BackendRecord>>> BackendsAsync(
        CloudNetDb db, NetworkId network, string idOrName, DateTimeOffset now, CancellationToken cancel)
    {
        if (await ServiceRows.FindAsync(db, network, idOrName, cancel) is not { } service)
            return ServiceRules.NotFound(await NameAsync(db, network, cancel), idOrName);
        if (service.Backends is { } addresses)
            return Outcome<IReadOnlyList<BackendRecord>>.Done([.. addresses.Select(one => new BackendRecord([one.Address], one.Weight, null, null, null))]);
        var (of, selector, told) = (network.Value, JsonSerializer.Serialize(service.Selector), service.Told());
        var found = await (
            from workload in db.Workloads.FromSql($"SELECT * FROM workloads WHERE network_id = {of} AND labels @> {selector}::jsonb").AsNoTracking()
            join host in db.Hosts on workload.HostId equals host.Id
            orderby EF.Functions.Collate(workload.Name, ListPages.ByBytes), EF.Functions.Collate(host.Name, ListPages.ByBytes)
            select new { Workload = workload, HostName = host.Name, host.AwaySince, host.LinkedTo, host.LastSeenAt })
            .Take(ServiceBounds.Slots).ToListAsync(cancel);
        return Outcome<IReadOnlyList<BackendRecord>>.Done(
        [
            .. from one in found
               let workload = one.Workload.Told(one.AwaySince is not null)
               let state = workload.StateFor(service.Id, told)
               let isHeardOf = HostLinkRules.State(one.LinkedTo is not null, one.LastSeenAt, now) == HostLinkState.Linked
               select new BackendRecord(
                   workload.Addresses, told.WeightOf(workload.Labels), one.Workload.Id, workload.Name, one.HostName,
                   isHeardOf || state == BackendState.Away ? state : BackendState.Unknown,
                   one.Workload.Failing.SingleOrDefault(check => check.ServiceId == service.Id && told.HealthCheck is not null)?.Reason),
        ]);
    }

    private static async Task<IReadOnlyList<ServiceRecord>> RecordsAsync(
        CloudNetDb db, NetworkId network, IReadOnlyList<ServiceRow> rows, CancellationToken cancel)
    {
        var name = await NameAsync(db, network, cancel);
        var counts = await CountsAsync(db, network, [.. rows.Where(row => row.Backends is null).Select(row => row.Id.Value)], cancel);
        var failing = await FailingAsync(db, [.. rows.Where(row => row.HealthCheck is not null).Select(row => row.Id)], cancel);
        var chosen = rows.SelectMany(row => row.Hosts ?? []).Distinct().Select(host => new HostId(host)).ToArray();
        var hosts = chosen.Length == 0 ? []
            : await db.Hosts.Where(row => chosen.Contains(row.Id)).ToDictionaryAsync(row => row.Id.Value, row => row.Name, cancel);
        return
        [
            .. from row in rows
               let settings = row.Settings
               select new ServiceRecord(
                   row.Id, network, name, row.Name, row.Addresses, settings.Ports, settings.Selector, settings.Backends, settings.Algorithm,
                   settings.WeightLabel, settings.AffinitySeconds, settings.LocalOnly,
                   row.Backends?.Count ?? counts.GetValueOrDefault(row.Id.Value), row.CreatedAt, settings.HealthCheck, row.Headless,
                   settings.HealthCheck is null ? 0 : failing.GetValueOrDefault(row.Id),
                   row.Hosts?.Select(hosts.GetValueOrDefault).OfType<string>().Order(StringComparer.Ordinal).ToArray()),
        ];
    }

    // Many workloads have the same labels, and each service is compared with those once: replicas are what services are for.
    private static async Task<Dictionary<Guid, int>> CountsAsync(CloudNetDb db, NetworkId network, Guid[] services, CancellationToken cancel)
    {
        if (services.Length == 0) return [];
        var of = network.Value;
        var counted = await db.Database.SqlQuery<Counted>($"""
            WITH alike AS MATERIALIZED (SELECT labels, count(*) AS workloads FROM workloads WHERE network_id = {of} GROUP BY labels)
            SELECT services.id, sum(alike.workloads)::int AS backends FROM services JOIN alike ON alike.labels @> services.selector
            WHERE services.network_id = {of} AND services.id = ANY ({services}) GROUP BY services.id
            """).ToListAsync(cancel);
        return counted.ToDictionary(one => one.Id, one => one.Backends);
    }

    private static async Task<Dictionary<ServiceId, int>> FailingAsync(CloudNetDb db, ServiceId[] services, CancellationToken cancel) => services.Length == 0
        ? []
        : await db.FailingChecks.Where(row => services.Contains(row.ServiceId)).GroupBy(row => row.ServiceId)
            .Select(of => new { of.Key, Count = of.Count() }).ToDictionaryAsync(of => of.Key, of => of.Count, cancel);

    private static async Task<string> NameAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
        await db.Networks.Where(row => row.Id == network).Select(row => row.Name).SingleOrDefaultAsync(cancel) ?? network.ToString();

    private sealed record Counted(Guid Id, int Backends);
}
