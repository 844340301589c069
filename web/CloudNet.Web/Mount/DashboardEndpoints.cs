using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        // Finds the packages' files also where the host was built but not published; does nothing once it was.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        Require(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
        app.MapPost(SignInPath.Out, SignOutAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        return app;
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
