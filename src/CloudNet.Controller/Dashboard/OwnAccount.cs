using System.Security.Claims;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using CloudNet.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Dashboard;

/// <summary>Asks as the person whose session it is, and gives them a new cookie where the old ones end.</summary>
internal sealed class OwnAccount(ActorLookup actors, CloudNetDb db, SignInManager<UserRow> signIn)
{
    /// <summary>Asks, under a deed of theirs.</summary>
    public async Task<Answer<T>> AskAsync<T>(string operation, Func<Actor, Task<Outcome<T>>> ask, CancellationToken cancel) where T : notnull
    {
        var http = signIn.Context;
        if (await actors.FindAsync(http.User, cancel) is not { } actor) return new(default, ProblemOf.Refusal(SignedInActor.Gone));
        using var deed = new Deed(operation, Door.Dashboard, new(ActorKind.User, actor.User, actor.UserName), http.Connection.RemoteIpAddress).Begin();
        return (await ask(actor)).IsRefused(out var refusal, out var value) ? new(default, ProblemOf.Refusal(refusal)) : new(value, null);
    }

    /// <summary>Lets the session go on, where what was done ended all.</summary>
    public async Task<Outcome<T>> StayAsync<T>(Actor actor, Outcome<T> outcome, CancellationToken cancel) where T : notnull
    {
        if (outcome.IsRefused(out _, out _) || await UserReads.FindAsync(db, actor.User, cancel) is not { } row) return outcome;
        await signIn.SignInWithClaimsAsync(row, new AuthenticationProperties(), [new Claim(ActorLookup.TenantClaim, actor.Tenant.ToString())]);
        return outcome;
    }
}
