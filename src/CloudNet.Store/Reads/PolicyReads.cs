using System.Collections.Immutable;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Policies;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Lists;
using CloudNet.Store.Policies;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads policies, and what they have matched.</summary>
public static class PolicyReads
{
    /// <summary>Most hosts that are told of one policy.</summary>
    public const int Hosts = 1000;

    private static readonly PolicyMatched Nothing = new(0, 0);

    /// <summary>A page of a network's policies, by name.</summary>
    public static async Task<Page<PolicyRecord>> PageAsync(CloudNetDb db, NetworkId network, ListPart part, CancellationToken cancel)
    {
        var (found, next) = await db.Policies.AsNoTracking().Where(row => row.NetworkId == network).Select(row => new Listed<PolicyRow>
        {
            Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
            Of = (Guid)(object)row.NetworkId, Id = (Guid)(object)row.Id,
        }).PartAsync(part, cancel);
        return new(await RecordsAsync(db, network, found, cancel), next);
    }

    /// <summary>One policy of a network, by id or name.</summary>
    public static async Task<Outcome<PolicyRecord>> FindAsync(CloudNetDb db, NetworkId network, string idOrName, CancellationToken cancel) =>
        await PolicyRows.FindAsync(db, network, idOrName, cancel) is { } row
            ? await RecordAsync(db, row, cancel)
            : PolicyRules.NotFound(await NameAsync(db, network, cancel), idOrName);

    /// <summary>A policy as the API shows it.</summary>
    public static async Task<PolicyRecord> RecordAsync(CloudNetDb db, PolicyRow row, CancellationToken cancel) =>
        (await RecordsAsync(db, row.NetworkId, [row], cancel)).Single();

    /// <summary>What a policy has matched on each host, by the host's name; at most <see cref="Hosts"/>.</summary>
    public static async Task<Outcome<IReadOnlyList<PolicyCountRecord>>> CountsAsync(
        CloudNetDb db, NetworkId network, string idOrName, CancellationToken cancel)
    {
        if (await PolicyRows.FindAsync(db, network, idOrName, cancel) is not { } policy)
            return PolicyRules.NotFound(await NameAsync(db, network, cancel), idOrName);
        var found = await (
            from count in db.PolicyCounts.AsNoTracking()
            join host in db.Hosts on count.HostId equals host.Id
            where count.NetworkId == network && count.PolicyId == policy.Id && count.Direction == policy.Direction
            orderby EF.Functions.Collate(host.Name, ListPages.ByBytes)
            select new PolicyCountRecord(count.HostId, host.Name, count.Packets, count.Bytes, count.Since, count.ToldAt)).Take(Hosts).ToListAsync(cancel);
        return Outcome<IReadOnlyList<PolicyCountRecord>>.Done(found);
    }

    /// <summary>What becomes of what no policy of a network matches.</summary>
    public static async Task<PolicyDefaultsRecord> DefaultsAsync(CloudNetDb db, NetworkId network, CancellationToken cancel)
    {
        var defaults = (await ToldAsync(db, network, cancel)).Defaults;
        var counted = await db.PolicyCounts.Where(row => row.NetworkId == network && row.PolicyId == null).GroupBy(row => row.Direction)
            .Select(of => new { Direction = of.Key, Packets = of.Sum(row => row.Packets), Bytes = of.Sum(row => row.Bytes) })
            .ToDictionaryAsync(of => of.Direction, of => new PolicyMatched(of.Packets, of.Bytes), cancel);
        return new(network, await NameAsync(db, network, cancel), defaults.Ingress, defaults.Egress,
            counted.GetValueOrDefault(PolicyDirection.Ingress) ?? Nothing, counted.GetValueOrDefault(PolicyDirection.Egress) ?? Nothing);
    }

    /// <summary>All policies of a network, as its hosts are told of them.</summary>
    public static async Task<PoliciesView> ToldAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) => new(
        network,
        (await db.Policies.AsNoTracking().Where(row => row.NetworkId == network).ToListAsync(cancel)).ToImmutableSortedDictionary(row => row.Id, row =>
            row.Told()),
        (await db.PolicyDefaults.AsNoTracking().SingleOrDefaultAsync(row => row.NetworkId == network, cancel))?.Defaults ?? default);

    private static async Task<IReadOnlyList<PolicyRecord>> RecordsAsync(
        CloudNetDb db, NetworkId network, IReadOnlyList<PolicyRow> rows, CancellationToken cancel)
    {
        var name = await NameAsync(db, network, cancel);
        var matched = await MatchedAsync(db, network, [.. rows.Select(row => row.Id)], cancel);
        return
        [
            .. from row in rows
               let settings = row.Settings
               select new PolicyRecord(
                   row.Id, network, name, row.Name, settings.Direction, settings.Action, settings.Selector, settings.Peers, settings.Ports, settings.Priority,
                   settings.DryRun, matched.GetValueOrDefault((row.Id, row.Direction)) ?? Nothing, row.CreatedAt),
        ];
    }

    private static async Task<Dictionary<(PolicyId, PolicyDirection), PolicyMatched>> MatchedAsync(
        CloudNetDb db, NetworkId network, PolicyId[] policies, CancellationToken cancel) => policies.Length == 0 ? [] : (
        await db.PolicyCounts.Where(row => row.NetworkId == network && row.PolicyId != null && policies.Contains(row.PolicyId.Value))
            .GroupBy(row => new { row.PolicyId, row.Direction })
            .Select(of => new { of.Key.PolicyId, of.Key.Direction, Packets = of.Sum(row => row.Packets), Bytes = of.Sum(row => row.Bytes) })
            .ToListAsync(cancel)).ToDictionary(of => (of.PolicyId!.Value, of.Direction), of => new PolicyMatched(of.Packets, of.Bytes));

    private static async Task<string> NameAsync(CloudNetDb db, NetworkId network, CancellationToken cancel) =>
        await db.Networks.Where(row => row.Id == network).Select(row => row.Name).SingleOrDefaultAsync(cancel) ?? network.ToString();
}
