using System.Security.Claims;
using System.Text.Encodings.Web;
using CloudNet.Store;
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
        if (token is null || token.ExpiresAt <= clock.GetUtcNow()) return AuthenticateResult.Fail("Unknown, revoked or expired.");
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, token.UserId.ToString()), new(ActorLookup.TenantClaim, token.TenantId.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }
}
