using CloudNet.Contracts.Access;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>Finds API tokens by their hashes, whosever they are.</summary>
public static class Tokens
{
    /// <summary>The token of each hash; null where there is none. One query, however many are asked for.</summary>
    public static async Task<IReadOnlyList<ApiTokenRow?>> FindAsync(CloudNetDb db, IReadOnlyList<byte[]> hashes, CancellationToken cancel)
    {
        var found = await db.ApiTokens.AsNoTracking().Where(row => hashes.Contains(row.Hash)).ToListAsync(cancel);
        return [.. hashes.Select(hash => found.Find(row => row.Hash.AsSpan().SequenceEqual(hash)))];
    }

    /// <summary>Whether the token is still there and has not expired.</summary>
    public static Task<bool> WorksAsync(CloudNetDb db, ApiTokenId token, DateTimeOffset now, CancellationToken cancel) =>
        db.ApiTokens.AnyAsync(row => row.Id == token && row.ExpiresAt > now, cancel);

    /// <summary>Notes that a token was used, if that was not noted since then: of many requests at once one writes.</summary>
    public static Task UsedAsync(CloudNetDb db, ApiTokenRow token, DateTimeOffset now, DateTimeOffset due, CancellationToken cancel) =>
        db.ApiTokens.Where(row => row.Id == token.Id && (row.LastUsedAt == null || row.LastUsedAt <= due))
            .ExecuteUpdateAsync(row => row.SetProperty(used => used.LastUsedAt, now), cancel);
}
