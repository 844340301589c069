using CloudNet.Controller.Install;
using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace CloudNet.Controller.Providers;

/// <summary>
/// What is said to the provider besides the usual, and what is done with what comes back: every way back ends here, with a page of this
/// server that says what came of it.
/// </summary>
internal sealed class ProviderEvents(PublicUrl url, ProviderEntry entry, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    /// <summary>Behind a proxy the request does not tell where the provider is to send people back to.</summary>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (!url.For(context.Request).IsRefused(out _, out var own)) context.ProtocolMessage.RedirectUri = $"{own}{SignInPath.ProviderCallback}";
        return Task.CompletedTask;
    }

    /// <summary>The provider's word is good: who is it?</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        // Before anything else: no way on may lead to where the handler signs the provider's word itself in.
        context.HandleResponse();
        var (issuer, subject) = (context.Principal?.FindFirst("iss")?.Value ?? "", context.Principal?.FindFirst("sub")?.Value ?? "");
        // The handler has taken out by now where the person wanted to go, and keeps it apart.
        var asked = context.Properties ?? new();
        asked.RedirectUri = context.ReturnUri;
        context.Response.Redirect(await entry.EndAsync(issuer, subject, asked, context.HttpContext));
    }

    /// <summary>The provider, or the person there, said no.</summary>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(ProviderAddress.Of(ProviderOutcome.Denied, context.Properties));
        return Task.CompletedTask;
    }

    /// <summary>What came back is refused, or the provider does not answer.</summary>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        log.LogWarning("A sign-in by the OpenID provider failed: {Reason}", context.Failure?.Message);
        context.HandleResponse();
        context.Response.Redirect(ProviderAddress.Of(ProviderAddress.Outcome(context.Failure), context.Properties));
        return Task.CompletedTask;
    }
}
