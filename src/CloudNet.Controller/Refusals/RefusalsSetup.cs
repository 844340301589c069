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
    public static void UseRefusals(this WebApplication app) => app.UseWhen(IsInterface, branch =>
    {
        branch.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        branch.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        branch.UseStatusCodePages(context => new ProblemResult(
            ProblemOf.Status(context.HttpContext.Response.StatusCode, context.HttpContext.Request)).ExecuteAsync(context.HttpContext));
    });

    private static bool IsInterface(HttpContext context) =>
        Array.Exists(Interfaces, path => context.Request.Path.StartsWithSegments(path));
}
