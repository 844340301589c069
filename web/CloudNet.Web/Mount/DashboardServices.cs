using CloudNet.Web.Fleet;
using CloudNet.Web.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace CloudNet.Web.Mount;

/// <summary>Puts the dashboard's services into a host.</summary>
public static class DashboardServices
{
    /// <summary>
    /// Adds what the dashboard needs, except what only the host can give: <see cref="IControllerClient"/>,
    /// <see cref="SignIn.ISignInService"/> and <see cref="Account.IAccountService"/> (all scoped), and a cookie scheme whose paths are those of <see cref="SignIn.SignInPath"/>.
    /// A host that signs people in by an OpenID provider gives <see cref="IProviderService"/> too.
    /// </summary>
    public static IServiceCollection AddCloudNetDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<FleetWatch>();
        services.TryAddScoped<IProviderService, NoProvider>();
        return services;
    }
}
