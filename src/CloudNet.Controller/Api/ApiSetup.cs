using CloudNet.Controller.Access;
using CloudNet.Controller.Audit;
using CloudNet.Controller.Dashboard;
using CloudNet.Controller.Enrolment;
using CloudNet.Controller.Events;
using CloudNet.Controller.Hosts;
using CloudNet.Controller.Install;
using CloudNet.Controller.Leases;
using CloudNet.Controller.Networks;
using CloudNet.Controller.Paths;
using CloudNet.Controller.Policies;
using CloudNet.Controller.Providers;
using CloudNet.Controller.RateLimits;
using CloudNet.Controller.Refusals;
using CloudNet.Controller.Rollouts;
using CloudNet.Controller.Services;
using CloudNet.Controller.Tenants;
using CloudNet.Controller.Traces;
using CloudNet.Controller.Webhooks;
using CloudNet.Controller.Workloads;
using CloudNet.Store.ChangeLog;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CloudNet.Controller.Api;

/// <summary>The HTTP interfaces, and what people and hosts do through them.</summary>
public static class ApiSetup
{
    /// <summary>Adds commands, access, and the API. Needs the store, the bus's change feed, and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddCloudNetApi(this IServiceCollection services) => services
        .Configure<KestrelServerOptions>(server => (server.Limits.MaxRequestBodySize, server.AddServerHeader) = (ApiLimits.BodyBytes, false))
        .AddSingleton<Changes>()
        .AddRefusals()
        .AddRateLimits()
        .AddApiJson()
        .AddAccess()
        .AddProvider()
        .AddSingleton<TenantCommands>().AddSingleton<QuotaCommands>()
        .AddSingleton<QuotaKeeper>().AddHostedService(provider => provider.GetRequiredService<QuotaKeeper>())
        .AddNetworks()
        .AddNetworkServices()
        .AddPolicies()
        .AddLeases()
        .AddRollouts()
        .AddTraces()
        .AddHosts()
        .AddEnrolment()
        .AddInstall()
        .AddAudit()
        .AddEvents()
        .AddWebhooks()
        .AddDashboardClient()
        .AddApiDocument();

    /// <summary>
    /// Puts refusals, authentication and authorization into the pipeline, and maps the API. Call it before the dashboard and
    /// the gateway are mapped.
    /// </summary>
    public static WebApplication MapCloudNetApi(this WebApplication app)
    {
        app.UseSecureHeaders();
        app.UseRefusals();
        app.UseAddressLimit();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseTenantLimit();
        app.UseDeeds();
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessSetup.ApiPolicy).TakeWhatTheyKnow().HaveTags().CanBeTried().AreDoneOnce();
        api.MapAccess();
        api.MapSecondFactors();
        api.MapPasswords();
        api.MapMembers();
        api.MapInvitations();
        api.MapTenants();
        api.MapNetworks();
        api.MapMemberships();
        api.MapPools();
        api.MapPaths();
        api.MapTraces();
        api.MapPins();
        api.MapPeerings();
        api.MapPortMappings();
        api.MapServices();
        api.MapPolicies();
        api.MapRollouts();
        api.MapLeases();
        api.MapHosts();
        api.MapWorkloads();
        api.MapEnrolmentKeys();
        api.MapAudit();
        api.MapEvents();
        api.MapWebhooks();
        app.MapEnrolment();
        app.MapInstall();
        app.MapProvider();
        app.MapApiDocument();
        return app;
    }
}
