using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads enrolment keys, always those of one tenant.</summary>
public static class EnrolmentKeyReads
{
    /// <summary>The keys, also those that are spent.</summary>
    public static async Task<Page<EnrolmentKeyRecord>> PageAsync(CloudNetDb db, TenantId tenant, ListPart part, CancellationToken cancel)
    {
        var (keys, next) = await db.EnrolmentKeys.AsNoTracking().Where(row => row.TenantId == tenant).Select(row => new Listed<EnrolmentKeyRow>
        {
            Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
            Of = (Guid)(object)row.Id, Id = (Guid)(object)row.Id,
        }).PartAsync(part, cancel);
        NetworkId[] ids = [.. keys.SelectMany(key => key.Networks).Distinct()];
        var names = await db.Networks.Where(row => row.TenantId == tenant && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        return new([.. keys.Select(key => Record(key, [.. key.Networks.Where(names.ContainsKey).Select(id => names[id])]))], next);
    }

    /// <summary>A key as the API shows it.</summary>
    /// <param name="row">The key.</param>
    /// <param name="networks">Names of the networks that its hosts join.</param>
    public static EnrolmentKeyRecord Record(EnrolmentKeyRow row, IReadOnlyList<string> networks) =>
        new(row.Id, row.Name, row.Uses, row.Used, row.ExpiresAt, networks, row.CreatedAt, LabelsJson.InOrder(row.Labels));
}
