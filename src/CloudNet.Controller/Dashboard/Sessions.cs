using System.Security.Claims;
using CloudNet.Controller.Access;
using CloudNet.Store.Tables;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Dashboard;

/// <summary>
/// Begins sessions on the dashboard: a cookie for the person's first tenant. Where they have a second factor, a cookie of five minutes
/// says meanwhile who they are; it is good for their code alone, and for nothing once the person's security stamp is another.
/// </summary>
internal sealed class Sessions(ActorLookup actors, SignInManager<UserRow> signIn)
{
    /// <summary>The claim with the person's security stamp.</summary>
    public string StampClaim => signIn.Options.ClaimsIdentity.SecurityStampClaimType;

    /// <summary>For whoever showed by a first factor who they are.</summary>
    public async Task<SignInOutcome> BeginAsync(UserRow row, CancellationToken cancel)
    {
        if (!row.TwoFactorEnabled) return await EnterAsync(row, cancel);
        var known = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, row.Id.ToString()), new(StampClaim, row.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(known));
        return SignInOutcome.CodeNeeded;
    }

    /// <summary>For whoever showed all that is asked for.</summary>
    public async Task<SignInOutcome> EnterAsync(UserRow row, CancellationToken cancel)
    {
        if (await actors.FirstAsync(row.Id, null, cancel) is not { } actor) return SignInOutcome.Refused;
        await signIn.SignInWithClaimsAsync(row, new AuthenticationProperties(), [new Claim(ActorLookup.TenantClaim, actor.Tenant.ToString())]);
        return SignInOutcome.SignedIn;
    }
}
