using CloudNet.Store;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CloudNet.Controller.Observability;

/// <summary>What lets an operator, and a load balancer, see how the controller is.</summary>
public static class ObservabilitySetup
{
    private const string Ready = "ready";

    /// <summary>One line a log entry with its time; the libraries speak only when something is wrong.</summary>
    public static void AddObservability(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Services.AddHealthChecks().AddDbContextCheck<CloudNetDb>("database", tags: [Ready]);
    }

    /// <summary><c>/healthz</c>: the process runs. <c>/readyz</c>: its database and bus answer as well.</summary>
    public static void MapObservability(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false }).ExcludeFromDescription();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).ExcludeFromDescription();
    }
}
