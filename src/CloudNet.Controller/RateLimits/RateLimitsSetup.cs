using System.Globalization;
using System.Threading.RateLimiting;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.RateLimiting;

namespace CloudNet.Controller.RateLimits;

/// <summary>
/// Bounds how much one client address, and one tenant, may ask of the HTTP interfaces (<see cref="RefusalsSetup.IsInterface"/>). The
/// agents' link is none of them: it is one connection a host, with bounds of its own.
/// </summary>
internal static class RateLimitsSetup
{
    /// <summary>Adds the buckets, by the settings.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services
        .AddRateLimiter(_ => { })
        .AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<IConfiguration>();
            return new Buckets(RateTerms.Address(settings), RateTerms.Tenant(settings));
        });

    /// <summary>Puts the limit by address into the pipeline: before anything costs more than this.</summary>
    public static void UseAddressLimit(this WebApplication app) =>
        Use(app, app.Services.GetRequiredService<Buckets>().ByAddress, "Your address");

    /// <summary>Puts the limit by tenant into the pipeline: behind authorization, which knows the tenant.</summary>
    public static void UseTenantLimit(this WebApplication app) =>
        Use(app, app.Services.GetRequiredService<Buckets>().ByTenant, "Your tenant, with all its members and tokens,");

    private static void Use(WebApplication app, PartitionedRateLimiter<HttpContext> limiter, string who) => app.UseWhen(
        RefusalsSetup.IsInterface,
        branch => branch.UseRateLimiter(new RateLimiterOptions { GlobalLimiter = limiter, OnRejected = (context, _) => RefuseAsync(context, who) }));

    private static async ValueTask RefuseAsync(OnRejectedContext context, string who)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? Math.Max(1, (int)Math.Ceiling(told.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await TooMany(who).AsResult().ExecuteAsync(context.HttpContext);
    }

    /// <summary>Refuses what goes beyond a rate.</summary>
    /// <param name="who">Who asks too much; begins the sentence.</param>
    internal static Refusal TooMany(string who) => new(RefusalKind.TooOften, "Too many requests",
        $"{who} asks for more than the controller answers; Retry-After says in how many seconds to go on. Ask for many things in turn, not at once.");
}
