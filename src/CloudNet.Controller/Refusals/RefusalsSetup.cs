using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Refusals;

/// <summary>Makes every refusal of the HTTP interfaces a problem, also those that the framework makes by itself.</summary>
public static class RefusalsSetup
{
    private static readonly PathString[] Interfaces = ["/api", "/agent", "/install.sh", "/openapi"];

    /// <summary>Adds what turns exceptions into problems.</summary>
    public static IServiceCollection AddRefusals(this IServiceCollection services) => services
        .AddExceptionHandler<FaultHandler>()
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    /// <summary>Puts it around what follows, for the paths that programs use; pages have error pages of their own.</summary>
    public static void UseRefusals(this WebApplication app) => app.UseWhen(IsProgrammatic, branch =>
    {
        branch.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        branch.UseStatusCodePages(context => new ProblemResult(
            ProblemOf.Status(context.HttpContext.Response.StatusCode, context.HttpContext.Request)).ExecuteAsync(context.HttpContext));
    });

    /// <summary>Whether a request is to what programs use, and is not the agents' link.</summary>
    public static bool IsInterface(HttpContext context) => !context.Request.Path.StartsWithSegments(LinkLimits.Path) && IsProgrammatic(context);

    private static bool IsProgrammatic(HttpContext context) =>
        Array.Exists(Interfaces, path => context.Request.Path.StartsWithSegments(path));
}
