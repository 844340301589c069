using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads networks, always those of one tenant.</summary>
public static class NetworkReads
{
    /// <summary>All networks, by name.</summary>
    public static async Task<IReadOnlyList<NetworkRecord>> AllAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel) => await RecordsAsync(
        db, await Of(db, tenant).OrderBy(row => EF.Functions.Collate(row.Name, ListPages.ByBytes)).ToListAsync(cancel), cancel);

    /// <summary>A page of them.</summary>
    public static async Task<Page<NetworkRecord>> PageAsync(CloudNetDb db, TenantId tenant, ListPart part, CancellationToken cancel)
    {
        var (rows, next) = await Of(db, tenant).Select(row => new Listed<NetworkRow>
        {
            Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
            Of = (Guid)(object)row.Id, Id = (Guid)(object)row.Id,
        }).PartAsync(part, cancel);
        return new(await RecordsAsync(db, rows, cancel), next);
    }

    /// <summary>One network.</summary>
    public static async Task<Outcome<NetworkRecord>> FindAsync(CloudNetDb db, TenantId tenant, NetworkId id, CancellationToken cancel) =>
        await RecordAsync(db, tenant, id, cancel) is { } network ? network : NotFound(id.ToString());

    /// <summary>One network; null where there is none.</summary>
    public static async Task<NetworkRecord?> RecordAsync(CloudNetDb db, TenantId tenant, NetworkId id, CancellationToken cancel) =>
        (await RecordsAsync(db, await Of(db, tenant).Where(row => row.Id == id).ToListAsync(cancel), cancel)).SingleOrDefault();

    /// <summary>The network that a text names, which is its id or its name.</summary>
    public static async Task<Outcome<NetworkId>> ResolveAsync(CloudNetDb db, TenantId tenant, string idOrName, CancellationToken cancel)
    {
        var own = db.Networks.Where(row => row.TenantId == tenant);
        if (NetworkId.TryParse(idOrName, null, out var id)) own = own.Where(row => row.Id == id);
        else if (NameRules.Network("network", idOrName) is null) own = own.Where(row => row.Name == idOrName);
        else return NotFound(idOrName);
        var found = await own.Select(row => new { row.Id }).SingleOrDefaultAsync(cancel);
        return found is not null ? found.Id : NotFound(idOrName);
    }

    /// <summary>The ranges of the tenant's networks, but for one.</summary>
    public static async Task<IReadOnlyCollection<OtherNetwork>> OthersAsync(CloudNetDb db, TenantId tenant, NetworkId? but, CancellationToken cancel) => await (
        from network in db.Networks
        where network.TenantId == tenant && network.Id != but
        join range in db.NetworkRanges on network.Id equals range.NetworkId
        orderby network.Name, range.Id
        select new OtherNetwork(network.Name, range.Range, new(network.Driver, network.WireVni ?? network.Vni, network.Port, network.Mtu, network.Encrypted,
            network.DirectRouting, network.KeyGeneration), network.Next, network.Vni)).ToListAsync(cancel);

    /// <summary>Nothing in the tenant is called so.</summary>
    public static Refusal NotFound(string idOrName) => Refusal.NotFound("network", idOrName, "GET /api/v1/networks");

    private static IQueryable<NetworkRow> Of(CloudNetDb db, TenantId tenant) => db.Networks.AsNoTracking().Where(row => row.TenantId == tenant);

    private static async Task<IReadOnlyList<NetworkRecord>> RecordsAsync(CloudNetDb db, IReadOnlyList<NetworkRow> networks, CancellationToken cancel)
    {
        NetworkId[] ids = [.. networks.Select(network => network.Id)];
        var leases = (await LeaseReads.RecordsAsync(db, db.Leases.Where(lease => ids.Contains(lease.NetworkId)), cancel)).ToLookup(lease => lease.NetworkId);
        var revisions = await LeaseReads.RevisionsAsync(db, [.. networks.Select(network => StreamName.Of(network.Id))], cancel);
        return
        [
            .. networks.Select(network => network.Record(revisions.GetValueOrDefault(StreamName.Of(network.Id)), [.. leases[network.Id]])),
        ];
    }
}
