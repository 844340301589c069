using System.Security.Claims;
using System.Text.Encodings.Web;
using CloudNet.Domain.Access;
using CloudNet.Store;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudNet.Controller.Access;

/// <summary>
/// Reads <c>Authorization: Bearer cnt_…</c>: one look-up by the token's hash, nothing kept in between, so a revoked token ends
/// at once.
/// </summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    CloudNetStore store, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "token";

    private const string Bearer = "Bearer ";
    private const int LongestSecret = 128;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var secret = header[Bearer.Length..].Trim();
        if (secret.Length > LongestSecret || !secret.StartsWith(Secret.TokenPrefix, StringComparison.Ordinal))
            return AuthenticateResult.Fail("Not a token.");

        await using var db = store.ForSystem();
        var hash = Secret.Hash(secret);
        var token = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, Context.RequestAborted);
        var now = clock.GetUtcNow();
        if (token is null || token.ExpiresAt <= now) return AuthenticateResult.Fail("Unknown, revoked or expired.");
        if (token.LastUsedAt is null || token.LastUsedAt <= now - ApiTokenRules.LastUseStep) await UsedAsync(db, token, now);
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, token.UserId.ToString()), new(ActorLookup.TenantClaim, token.TenantId.ToString())], SchemeName);
        if (token.Role is { } limit) identity.AddClaim(new(ActorLookup.RoleClaim, limit));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    // Asked again in the statement: of many requests that find it due at once, one writes.
    private Task UsedAsync(CloudNetDb db, ApiTokenRow token, DateTimeOffset now)
    {
        var due = now - ApiTokenRules.LastUseStep;
        return db.ApiTokens.Where(row => row.Id == token.Id && (row.LastUsedAt == null || row.LastUsedAt <= due))
            .ExecuteUpdateAsync(row => row.SetProperty(used => used.LastUsedAt, now), Context.RequestAborted);
    }
}
