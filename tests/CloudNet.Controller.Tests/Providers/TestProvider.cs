using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>An OpenID provider on a port of its own: OpenIddict's server, with one client, where whoever comes is <see cref="Subject"/>.</summary>
public sealed class TestProvider : IAsyncLifetime
{
    public const string ClientId = "cloudnet";
    public const string ClientSecret = "a secret of the client";

    private WebApplication? app;

    /// <summary>Who sits at the browser, as the provider knows them; null: they do not let it tell.</summary>
    public string? Subject { get; set; }

    /// <summary>The nonce that goes into the id token; null: the one that was sent, as it has to be.</summary>
    public string? WrongNonce { get; set; }

    /// <summary>The last request that brought somebody here, as its query.</summary>
    public IReadOnlyDictionary<string, string?> Asked { get; private set; } = new Dictionary<string, string?>();

    public Uri Address => new(app!.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(Configure);
        app = builder.Build();
        app.UseAuthentication();
        await app.StartAsync();
        // Its first answers take long on a busy machine, and the controller waits for ten seconds.
        using var first = new HttpClient { BaseAddress = Address };
        foreach (var path in new[] { ".well-known/openid-configuration", ".well-known/jwks" })
            (await first.GetAsync(path)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").RegisterScopes("openid", "profile");
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
        {
            if (asked.ClientId != ClientId) asked.Reject(OpenIddictConstants.Errors.InvalidClient, "Who is this?");
            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(asked =>
        {
            if ((asked.ClientId, asked.ClientSecret) != (ClientId, ClientSecret)) asked.Reject(OpenIddictConstants.Errors.InvalidClient, "Who is this?");
            return default;
        }));
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(Answer));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseInlineHandler(given =>
        {
            if (WrongNonce is not null) given.IdentityTokenPrincipal?.SetClaim(OpenIddictConstants.Claims.Nonce, WrongNonce);
            return default;
        }).SetOrder(OpenIddictServerHandlers.PrepareIdentityTokenPrincipal.Descriptor.Order + 1));
    }

    private ValueTask Answer(HandleAuthorizationRequestContext asked)
    {
        Asked = asked.Request.GetParameters().ToDictionary(one => one.Key, one => (string?)one.Value);
        if (Subject is null)
        {
            asked.Reject(OpenIddictConstants.Errors.AccessDenied, "<b>The person said no.</b>");
            return default;
        }
        var identity = new ClaimsIdentity("test");
        // A name that is somebody's here too: it must count for nothing.
        identity.SetClaim(OpenIddictConstants.Claims.Subject, Subject).SetClaim(OpenIddictConstants.Claims.PreferredUsername, "admin");
        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.IdentityToken]);
        asked.Principal = new ClaimsPrincipal(identity).SetScopes(asked.Request.GetScopes());
        return default;
    }
}
