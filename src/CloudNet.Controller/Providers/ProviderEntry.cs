using CloudNet.Controller.Access;
using CloudNet.Controller.Dashboard;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.Audit;
using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Providers;

/// <summary>
/// Whom the provider's word lets in: who linked it, as their password would: not while they are locked out, and with a code, where they
/// have a second factor. Whether the provider asked for one itself does not count: it is not CloudNet's.
/// </summary>
internal sealed class ProviderEntry(
    CloudNetDb db, Sessions sessions, ActorLookup actors, ProviderCommands commands, LinkLeave leaves, TimeProvider clock)
{
    private const int LongestSubject = 255;

    /// <summary>Ends a way to the provider and back.</summary>
    /// <returns>The address to go on to, of this server.</returns>
    public async Task<string> EndAsync(string issuer, string subject, AuthenticationProperties asked, HttpContext http)
    {
        if (issuer.Length == 0 || subject.Length is 0 or > LongestSubject || (issuer + subject).Any(char.IsControl))
            return ProviderAddress.Of(ProviderOutcome.Failed, asked);
        if (LinkLeave.Is(asked)) return ProviderAddress.Of(await LinkAsync(issuer, subject, asked, http), asked);
        if (await ProviderLogins.FindAsync(db, issuer, subject, http.RequestAborted) is not { } user) return ProviderAddress.Of(ProviderOutcome.Unknown, asked);
        if (user.LockoutEnd > clock.GetUtcNow()) return ProviderAddress.Of(ProviderOutcome.LockedOut, asked);
        return await sessions.BeginAsync(user, http.RequestAborted) switch
        {
            SignInOutcome.SignedIn => ReturnAddress.Local(asked.RedirectUri),
            SignInOutcome.CodeNeeded => ProviderAddress.Code(asked),
            _ => ProviderAddress.Of(ProviderOutcome.NoTenant, asked),
        };
    }

    // The leave is of one person, and so is the session: nobody links their account of the provider to somebody else's user.
    private async Task<ProviderOutcome> LinkAsync(string issuer, string subject, AuthenticationProperties asked, HttpContext http)
    {
        var session = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal;
        if (leaves.Of(asked) is not { } leave || session is null
            || await actors.FindAsync(session, http.RequestAborted) is not { } actor || actor.User != leave.Id) return ProviderOutcome.NotLinked;
        var by = new Doer(ActorKind.User, actor.User, actor.UserName);
        using var deed = new Deed(ProviderCommands.Link, Door.Dashboard, by, http.Connection.RemoteIpAddress).Begin();
        var linked = await commands.LinkAsync(leave, issuer, subject, http.RequestAborted);
        return linked.IsRefused(out _, out _) ? ProviderOutcome.NotLinked : ProviderOutcome.Linked;
    }
}
