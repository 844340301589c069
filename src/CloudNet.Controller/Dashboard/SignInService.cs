using System.Security.Claims;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Tables;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Dashboard;

/// <summary>
/// Signs people in to the dashboard: the same check of the password as for the API, and a cookie for their first tenant. Between
/// password and code a cookie of five minutes says whose password was right; it is good for that code alone, and for nothing once
/// the person's security stamp is another.
/// </summary>
internal sealed class SignInService(PasswordCheck passwords, ActorLookup actors, SignInManager<UserRow> signIn) : ISignInService
{
    private readonly string stampClaim = signIn.Options.ClaimsIdentity.SecurityStampClaimType;

    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInAsync(string user, string password, CancellationToken cancel)
    {
        if (SignInRules.Check(new SignIn(user, password)) is not null) return SignInOutcome.Refused;
        if ((await passwords.CheckPasswordAsync(user, password, cancel)).IsRefused(out var refusal, out var row)) return Of(refusal);
        if (!row.TwoFactorEnabled) return await EnterAsync(row, cancel);
        var known = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, row.Id.ToString()), new(stampClaim, row.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(known));
        return SignInOutcome.CodeNeeded;
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInWithCodeAsync(string code, CancellationToken cancel)
    {
        var known = (await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        if (!Guid.TryParse(known?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return SignInOutcome.Expired;
        if (SecondFactorRules.Problem(code) is not null) return SignInOutcome.Refused;
        if (!await passwords.IsStampAsync(id, known.FindFirstValue(stampClaim), cancel)) return SignInOutcome.Expired;
        if ((await passwords.CheckCodeAsync(id, code, cancel)).IsRefused(out var refusal, out var row)) return Of(refusal);
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await EnterAsync(row, cancel);
    }

    /// <inheritdoc/>
    public Task SignOutAsync(CancellationToken cancel) => signIn.Context.SignOutAsync(IdentityConstants.ApplicationScheme);

    private async Task<SignInOutcome> EnterAsync(UserRow row, CancellationToken cancel)
    {
        if (await actors.FirstAsync(row.Id, null, cancel) is not { } actor) return SignInOutcome.Refused;
        await signIn.SignInWithClaimsAsync(row, new AuthenticationProperties(), [new Claim(ActorLookup.TenantClaim, actor.Tenant.ToString())]);
        return SignInOutcome.SignedIn;
    }

    private static SignInOutcome Of(Refusal refusal) => refusal.Kind == RefusalKind.TooOften ? SignInOutcome.LockedOut : SignInOutcome.Refused;
}
