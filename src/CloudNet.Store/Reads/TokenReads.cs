using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads API tokens, always those of one person in one tenant.</summary>
public static class TokenReads
{
    /// <summary>Those that work at this moment.</summary>
    public static async Task<Page<ApiTokenRecord>> PageAsync(
        CloudNetDb db, TenantId tenant, Guid user, ListPart part, DateTimeOffset now, CancellationToken cancel)
    {
        var (rows, next) = await db.ApiTokens.AsNoTracking().Where(row => row.TenantId == tenant && row.UserId == user && row.ExpiresAt > now)
            .Select(row => new Listed<ApiTokenRow>
            {
                Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
                Of = (Guid)(object)row.Id, Id = (Guid)(object)row.Id,
            }).PartAsync(part, cancel);
        return new([.. rows.Select(Record)], next);
    }

    /// <summary>A token as the API shows it.</summary>
    public static ApiTokenRecord Record(ApiTokenRow row) => new(row.Id, row.Name, row.CreatedAt, row.ExpiresAt, row.Role, row.LastUsedAt);
}
