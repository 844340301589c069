using System.Security.Claims;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Domain.Access;
using CloudNet.Store;
using CloudNet.Store.Accounts;

namespace CloudNet.Controller.Events;

/// <summary>
/// Whether somebody who was let in may still read: a request is judged once, and a stream lasts. Its membership and role, and the
/// token that it came with, are looked up anew. A cookie says nothing of having been thrown away, so a stream that came
/// with one ends soon; a browser comes again by itself.
/// </summary>
internal sealed class StreamPermit(ActorLookup actors, CloudNetStore store, TimeProvider clock)
{
    private static readonly TimeSpan OfCookie = TimeSpan.FromMinutes(1);

    /// <summary>Whether this person may go on with what began then.</summary>
    public async Task<bool> IsGoodAsync(ClaimsPrincipal person, DateTimeOffset began, CancellationToken cancel)
    {
        if (await actors.FindAsync(person, cancel) is not { } actor || AccessRules.Require(actor, TenantRole.Admin) is not null) return false;
        var now = clock.GetUtcNow();
        if (!ApiTokenId.TryParse(person.FindFirstValue(ActorLookup.TokenClaim), null, out var token)) return now < began + OfCookie;
        await using var db = store.ForTenant(actor.Tenant);
        return await Tokens.WorksAsync(db, token, now, cancel);
    }
}
