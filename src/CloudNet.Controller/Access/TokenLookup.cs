using CloudNet.Controller.Gathering;
using CloudNet.Domain.Access;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Access;

/// <summary>
/// Whose a token is. Asked of the database for each request, nothing kept in between, so that a revoked token ends at once; those
/// that come at once are one query.
/// </summary>
internal sealed class TokenLookup
{
    private const int MostAtOnce = 256;
    private readonly CloudNetStore store;
    private readonly TimeProvider clock;
    private readonly Gathered<Guid, byte[], ApiTokenRow?> gathered;

    public TokenLookup(CloudNetStore store, TimeProvider clock)
    {
        (this.store, this.clock) = (store, clock);
        gathered = new(MostAtOnce, (_, hashes) => FindAsync(hashes));
    }

    /// <summary>The token of this secret that works; null where there is none. Its use is noted, now and then.</summary>
    public async Task<ApiTokenRow?> FindAsync(string secret, CancellationToken cancel)
    {
        var token = await gathered.DoAsync(Guid.Empty, Secret.Hash(secret), cancel);
        var now = clock.GetUtcNow();
        if (token is null || token.ExpiresAt <= now) return null;
        var due = now - ApiTokenRules.LastUseStep;
        if (token.LastUsedAt is { } used && used > due) return token;
        await using var db = store.ForSystem();
        await Tokens.UsedAsync(db, token, now, due, cancel);
        return token;
    }

    private async Task<IReadOnlyList<ApiTokenRow?>> FindAsync(IReadOnlyList<byte[]> hashes)
    {
        await using var db = store.ForSystem();
        return await Tokens.FindAsync(db, hashes, CancellationToken.None);
    }
}
