using CloudNet.Web;
using CloudNet.Web.Audit;
using CloudNet.Web.Mount;
using CloudNet.Web.People;
using CloudNet.Web.SignIn;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Tokens;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudNet.Browser.Host;

/// <summary>The dashboard on a real web server on loopback, above a controller in memory: pages can be tried without a lab.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private DashboardHost(WebApplication app, MemoryController controller) => (this.app, Controller) = (app, controller);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>What the dashboard talks to.</summary>
    public MemoryController Controller { get; }

    /// <summary>Starts it.</summary>
    public static async Task<DashboardHost> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DashboardHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var controller = new MemoryController();
        builder.Services.AddCloudNetDashboard();
        // A page that fails says why: else a fault that comes once in many runs tells nothing.
        builder.Services.Configure<CircuitOptions>(options => options.DetailedErrors = true);
        builder.Services.AddSingleton<IControllerClient>(controller);
        var people = MemoryPeople.Some(TimeProvider.System.GetUtcNow());
        builder.Services.AddSingleton<IPeopleClient>(people).AddSingleton<ITokenClient>(people).AddSingleton<IAuditClient>(people);
        builder.Services.AddHttpContextAccessor().AddScoped<ISignInService, OnePersonSignIn>().AddScoped<IInvitationService, NoInvitation>();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
            (options.LoginPath, options.ReturnUrlParameter) = (SignInPath.Page, SignInPath.ReturnParameter));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapCloudNetDashboard();
        await app.StartAsync();
        return new DashboardHost(app, controller);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
