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

/// <summary>Signs people in to the dashboard: the same check of the password as for the API, and a cookie for their first tenant.</summary>
internal sealed class SignInService(PasswordCheck passwords, ActorLookup actors, SignInManager<UserRow> signIn) : ISignInService
{
    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInAsync(string user, string password, CancellationToken cancel)
    {
        if (SignInRules.Check(new SignIn(user, password)) is not null) return SignInOutcome.Refused;
        if ((await passwords.CheckAsync(user, password, cancel)).IsRefused(out var refusal, out var row))
            return refusal.Kind == RefusalKind.TooOften ? SignInOutcome.LockedOut : SignInOutcome.Refused;
        if (await actors.FirstAsync(row.Id, null, cancel) is not { } actor) return SignInOutcome.Refused;
        await signIn.SignInWithClaimsAsync(row, new AuthenticationProperties(), [new Claim(ActorLookup.TenantClaim, actor.Tenant.ToString())]);
        return SignInOutcome.SignedIn;
    }

    /// <inheritdoc/>
    public Task SignOutAsync(CancellationToken cancel) => signIn.SignOutAsync();
}
