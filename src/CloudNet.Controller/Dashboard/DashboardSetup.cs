using CloudNet.Web;
using CloudNet.Web.Account;
using CloudNet.Web.Audit;
using CloudNet.Web.People;
using CloudNet.Web.SignIn;
using CloudNet.Web.Tokens;

namespace CloudNet.Controller.Dashboard;

/// <summary>Gives the dashboard what only the controller can: its data, and signing in.</summary>
internal static class DashboardSetup
{
    public static IServiceCollection AddDashboardClient(this IServiceCollection services) => services
        .AddScoped<SignedInActor>().AddScoped<PersonsCalls>()
        .AddScoped<Sessions>().AddScoped<OwnAccount>()
        .AddScoped<IControllerClient, ControllerClient>()
        .AddScoped<IPeopleClient, PeopleClient>().AddScoped<ITokenClient, TokenClient>().AddScoped<IAuditClient, AuditClient>()
        .AddScoped<ISignInService, SignInService>().AddScoped<IInvitationService, InvitationService>()
        .AddScoped<IAccountService, AccountService>();
}
