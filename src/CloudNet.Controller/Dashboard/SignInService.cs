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

/// <summary>Signs people in to the dashboard: the same check of the password as for the API, and a session for their first tenant.</summary>
internal sealed class SignInService(PasswordCheck passwords, Sessions sessions, SignInManager<UserRow> signIn) : ISignInService
{
    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInAsync(string user, string password, CancellationToken cancel)
    {
        if (SignInRules.Check(new SignIn(user, password)) is not null) return SignInOutcome.Refused;
        if ((await passwords.CheckPasswordAsync(user, password, cancel)).IsRefused(out var refusal, out var row)) return Of(refusal);
        return await sessions.BeginAsync(row, cancel);
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInWithCodeAsync(string code, CancellationToken cancel)
    {
        var known = (await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        if (!Guid.TryParse(known?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return SignInOutcome.Expired;
        if (SecondFactorRules.Problem(code) is not null) return SignInOutcome.Refused;
        if (!await passwords.IsStampAsync(id, known.FindFirstValue(sessions.StampClaim), cancel)) return SignInOutcome.Expired;
        if ((await passwords.CheckCodeAsync(id, code, cancel)).IsRefused(out var refusal, out var row)) return Of(refusal);
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await sessions.EnterAsync(row, cancel);
    }

    /// <inheritdoc/>
    public Task SignOutAsync(CancellationToken cancel) => signIn.Context.SignOutAsync(IdentityConstants.ApplicationScheme);

    private static SignInOutcome Of(Refusal refusal) => refusal.Kind == RefusalKind.TooOften ? SignInOutcome.LockedOut : SignInOutcome.Refused;
}
