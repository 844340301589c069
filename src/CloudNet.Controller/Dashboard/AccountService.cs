using System.Security.Claims;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using CloudNet.Web;
using CloudNet.Web.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Dashboard;

/// <summary>A person's own account on the dashboard: the commands of the API, and a new cookie where the old ones end.</summary>
internal sealed class AccountService(
    SecondFactorCommands factors, ActorLookup actors, CloudNetDb db, SignInManager<UserRow> signIn) : IAccountService
{
    /// <inheritdoc/>
    public Task<Answer<SecondFactorRecord>> SecondFactorAsync(CancellationToken cancel) =>
        AskAsync("GetSecondFactor", actor => factors.GetAsync(actor, cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<BegunSecondFactor>> BeginAsync(string password, CancellationToken cancel) =>
        AskAsync("BeginSecondFactor", actor => factors.BeginAsync(actor, new(password), cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<ConfirmedSecondFactor>> ConfirmAsync(string code, CancellationToken cancel) => AskAsync(
        "ConfirmSecondFactor", async actor => await StayAsync(actor, await factors.ConfirmAsync(actor, new(code), cancel), cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<bool>> EndAsync(string password, string code, CancellationToken cancel) => AskAsync<bool>(
        "EndSecondFactor", async actor =>
            (await StayAsync(actor, await factors.EndAsync(actor, new(password, code), cancel), cancel)).Then(_ => true), cancel);

    private async Task<Answer<T>> AskAsync<T>(string operation, Func<Actor, Task<Outcome<T>>> ask, CancellationToken cancel) where T : notnull
    {
        var http = signIn.Context;
        if (await actors.FindAsync(http.User, cancel) is not { } actor) return new(default, ProblemOf.Refusal(SignedInActor.Gone));
        using var deed = new Deed(operation, Door.Dashboard, new(ActorKind.User, actor.User, actor.UserName), http.Connection.RemoteIpAddress).Begin();
        return (await ask(actor)).IsRefused(out var refusal, out var value) ? new(default, ProblemOf.Refusal(refusal)) : new(value, null);
    }

    private async Task<Outcome<T>> StayAsync<T>(Actor actor, Outcome<T> outcome, CancellationToken cancel) where T : notnull
    {
        if (outcome.IsRefused(out _, out _) || await UserReads.FindAsync(db, actor.User, cancel) is not { } row) return outcome;
        await signIn.SignInWithClaimsAsync(row, new AuthenticationProperties(), [new Claim(ActorLookup.TenantClaim, actor.Tenant.ToString())]);
        return outcome;
    }
}
