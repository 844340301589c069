using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CloudNet.Controller.Providers;

/// <summary>The way to the provider. The way back is the handler's, at <see cref="SignInPath.ProviderCallback"/>.</summary>
internal static class ProviderEndpoints
{
    /// <summary>Maps it where a provider is set up.</summary>
    /// <exception cref="InvalidOperationException">The settings make no sense.</exception>
    public static void MapProvider(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Provider>().Terms is null) return;
        app.MapGet(SignInPath.Provider, GoAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> GoAsync(
        HttpContext http, [FromQuery(Name = SignInPath.ReturnParameter)] string? to, [FromQuery(Name = SignInPath.LinkParameter)] string? leave,
        ILogger<ProviderEvents> log)
    {
        var asked = new AuthenticationProperties { RedirectUri = ReturnAddress.Local(to) };
        if (leave is not null) LinkLeave.Put(asked, leave);
        try
        {
            await http.ChallengeAsync(Provider.Scheme, asked);
            return Results.Empty;
        }
        // Its own description could not be read, without which nobody knows where to go.
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException)
        {
            log.LogWarning("The OpenID provider cannot be reached: {Reason}", fault.GetBaseException().Message);
            return Results.LocalRedirect(ProviderAddress.Of(Web.Providers.ProviderOutcome.Unreachable, asked));
        }
    }
}
