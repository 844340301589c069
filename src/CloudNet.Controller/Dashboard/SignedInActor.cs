using System.Net;
using CloudNet.Controller.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.Components.Authorization;

namespace CloudNet.Controller.Dashboard;

/// <summary>Who sits at the dashboard. Looked up for each call: a page may stay open for days.</summary>
internal sealed class SignedInActor(AuthenticationStateProvider authentication, ActorLookup actors, IHttpContextAccessor requests)
{
    internal static readonly Refusal Gone = new(RefusalKind.NotAuthenticated, "Not signed in",
        "You are signed out, or no longer belong to this tenant. Sign in again.");

    /// <summary>Where the page is open: the address that its connection came from, where there is one.</summary>
    public IPAddress? Address { get; } = requests.HttpContext?.Connection.RemoteIpAddress;

    public async Task<Outcome<Actor>> FindAsync(CancellationToken cancel)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        return await actors.FindAsync(person, cancel) is { } actor ? actor : Gone;
    }
}
