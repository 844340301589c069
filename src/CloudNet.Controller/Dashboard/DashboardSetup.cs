using CloudNet.Web;
using CloudNet.Web.Account;
using CloudNet.Web.SignIn;

namespace CloudNet.Controller.Dashboard;

/// <summary>Gives the dashboard what only the controller can: its data, and signing in.</summary>
internal static class DashboardSetup
{
    public static IServiceCollection AddDashboardClient(this IServiceCollection services) => services
        .AddScoped<SignedInActor>()
        .AddScoped<Sessions>().AddScoped<OwnAccount>()
        .AddScoped<IControllerClient, ControllerClient>()
        .AddScoped<ISignInService, SignInService>()
        .AddScoped<IAccountService, AccountService>();
}
