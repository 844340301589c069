using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;

namespace CloudNet.Web.Mount;

/// <summary>Mounts the dashboard's pages and files in a host.</summary>
public static class DashboardEndpoints
{
    private const string Script = "_framework/blazor.web.js";

    /// <summary>
    /// Maps the pages, their scripts and styles, and the way out; puts the check of forms (antiforgery) into the pipeline. To be
    /// called after UseAuthentication and UseAuthorization where the host calls those itself. The host's project has
    /// <c>RequiresAspNetWebAssets</c> set, since the script of the live connection is one of its files.
    /// </summary>
    public static WebApplication MapCloudNetDashboard(this WebApplication app)
    {
        FindFiles(app);
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        Require(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
        app.MapPost(SignInPath.Out, SignOutAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        return app;
    }

    /// <summary>
    /// Published files are in wwwroot beside the program, and not in the folder that it happens to be started from, where
    /// ASP.NET looks; those of a host that was built and not published are in their packages.
    /// </summary>
    private static void FindFiles(WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(published))
        {
            app.Environment.WebRootPath = published;
            app.Environment.WebRootFileProvider = new PhysicalFileProvider(published);
        }
        else
        {
            StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, ISignInService signIn)
    {
        // A page whose token is stale still signs out nobody by accident: the person is shown the sign-in page or stays.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }) return Results.BadRequest("The form is too old. Go back, load the page again, and sign out once more.");
        await signIn.SignOutAsync(http.RequestAborted);
        return Results.LocalRedirect(SignInPath.Page);
    }

    private static void Require(IEndpointRouteBuilder app)
    {
        var routes = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        if (!routes.Any(route => route.RoutePattern.RawText?.TrimStart('/').Equals(Script, StringComparison.Ordinal) == true))
            throw new InvalidOperationException(
                $"The dashboard has no {Script}: set <RequiresAspNetWebAssets>true</RequiresAspNetWebAssets> in the project of the host.");
    }
}
