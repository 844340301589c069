using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CloudNet.Controller.Providers;

/// <summary>
/// Signing in by an OpenID provider: authorization code flow with PKCE. The scheme is there only where the settings name a provider. What
/// comes back signs nobody in by itself: <see cref="ProviderEvents"/> ends every way back.
/// </summary>
internal static class ProviderSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddProvider(this IServiceCollection services)
    {
        services.AddSingleton<Provider>().AddSingleton<LinkLeave>();
        services.AddScoped<ProviderEvents>().AddScoped<ProviderEntry>().AddScoped<ProviderCommands>().AddScoped<IProviderService, ProviderService>();
        services.AddTransient<OpenIdConnectHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.AddOptions<AuthenticationOptions>().Configure<Provider>((options, provider) =>
        {
            if (provider.Terms is not null) options.AddScheme<OpenIdConnectHandler>(Provider.Scheme, null);
        });
        services.AddOptions<OpenIdConnectOptions>(Provider.Scheme).Configure<Provider, TimeProvider>((options, provider, clock) =>
        {
            if (provider.Terms is { } terms) Configure(options, terms, clock);
        });
        return services;
    }

    private static void Configure(OpenIdConnectOptions options, ProviderTerms terms, TimeProvider clock)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (terms.Authority.OriginalString, terms.ClientId, terms.ClientSecret);
        options.RequireHttpsMetadata = terms.Authority.Scheme == Uri.UriSchemeHttps;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Not by a form: for one that another server posts, the cookies would have to be sent along from everywhere.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in terms.Scopes) options.Scope.Add(scope);
        options.MapInboundClaims = options.SaveTokens = options.GetClaimsFromUserInfoEndpoint = false;
        // They take the issuer out, which says with the subject who it is.
        options.ClaimActions.Clear();
        options.CallbackPath = SignInPath.ProviderCallback;
        options.SignInScheme = IdentityConstants.ApplicationScheme;
        options.EventsType = typeof(ProviderEvents);
        options.BackchannelTimeout = Patience;
        options.TimeProvider = clock;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true);
    }
}
