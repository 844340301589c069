using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CloudNet.Controller.Access;

/// <summary>Reads <c>Authorization: Bearer cnt_…</c>.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenLookup tokens)
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

        if (await tokens.FindAsync(secret, Context.RequestAborted) is not { } token) return AuthenticateResult.Fail("Unknown, revoked or expired.");
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, token.UserId.ToString()), new(ActorLookup.TenantClaim, token.TenantId.ToString()),
                new(ActorLookup.TokenClaim, token.Id.ToString()),
            ], SchemeName);
        if (token.Role is { } limit) identity.AddClaim(new(ActorLookup.RoleClaim, limit));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }
}
