using System.Security.Claims;
using CloudNet.Domain.Access;
using CloudNet.Store;
using CloudNet.Store.Tables;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// Who may come in. People on the dashboard have ASP.NET Core Identity's cookie; programs have tokens. A request with an
/// Authorization header is judged by that alone, any other by its cookie.
/// </summary>
public static class AccessSetup
{
    /// <summary>Policy of the API: signed in, and a member of the tenant that the sign-in or token is for.</summary>
    public const string ApiPolicy = "api";

    private const string ByHeader = "by-header";

    /// <summary>Adds accounts, sign-in, tokens, and the first administrator.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<TokenLookup>().AddSingleton<ActorLookup>().AddSingleton<NobodysTries>().AddSingleton<PasswordHashes>();
        services.AddScoped<PasswordCheck>().AddScoped<AccessCommands>();
        services.AddSingleton<AuthenticatorKeys>().AddScoped<CodeCheck>().AddScoped<SecondFactorCommands>().AddScoped<PasswordCommands>();
        services.AddScoped<MemberCommands>().AddSingleton<InvitationCommands>().AddScoped<NewUsers>().AddScoped<InvitationAcceptance>();
        services.AddSingleton(Console.Out).AddHostedService<FirstAdministrator>();
        services.AddIdentityCore<UserRow>(identity =>
        {
            // Length is what counts (NIST SP 800-63B); rules about kinds of characters make passwords worse.
            identity.Password.RequiredLength = SignInRules.ShortestPassword;
            identity.Password.RequireDigit = identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
        }).AddUserStore<AccountStore>().AddSignInManager()
            .AddTokenProvider<AuthenticatorTokenProvider<UserRow>>(TokenOptions.DefaultAuthenticatorProvider);
        // The cookies' keys are in the database: a cookie that one replica made is good on all, and after a restart.
        services.AddDataProtection().SetApplicationName("CloudNet").PersistKeysToDbContext<CloudNetDb>();
        AddSchemes(services);
        services.AddSingleton<IAuthorizationHandler, MemberAuthorization>();
        services.AddAuthorizationBuilder().AddPolicy(ApiPolicy, policy => policy.RequireAuthenticatedUser().AddRequirements(new MemberRequirement()));
        return services;
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddAuthentication(ByHeader)
            .AddPolicyScheme(ByHeader, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 || context.Request.Path.StartsWithSegments("/agent")
                    ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, CodeCookie);
        services.Configure<SecurityStampValidatorOptions>(options => options.OnRefreshingPrincipal = KeepTenant);
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.LoginPath = SignInPath.Page;
        options.LogoutPath = SignInPath.Out;
        options.ReturnUrlParameter = SignInPath.ReturnParameter;
        options.Cookie.Name = "cloudnet";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SignInRules.TokenLifetime;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        options.Events.OnRedirectToLogin = context => RefuseOrRedirect(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => RefuseOrRedirect(context, StatusCodes.Status403Forbidden);
    }

    // Says whose password was right, while their code is asked for on the second page.
    private static void CodeCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "cloudnet-code";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = SignInPath.Page;
        options.ExpireTimeSpan = SignInRules.CodeWait;
        options.SlidingExpiration = false;
    }

    private static Task RefuseOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api")) context.Response.StatusCode = status;
        // Without scheme and host: a proxy may have changed them.
        else context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
        return Task.CompletedTask;
    }

    private static Task KeepTenant(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(ActorLookup.TenantClaim) is { } tenant)
            context.NewPrincipal?.AddIdentity(new ClaimsIdentity([tenant.Clone()]));
        return Task.CompletedTask;
    }
}
