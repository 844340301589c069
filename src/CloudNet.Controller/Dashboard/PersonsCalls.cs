using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Web;
using CloudNet.Web.SignIn;

namespace CloudNet.Controller.Dashboard;

/// <summary>What the dashboard asks is asked as the signed-in person, in that person's tenant, and the audit log says so.</summary>
internal sealed class PersonsCalls(SignedInActor person, CloudNetStore store)
{
    /// <summary>Reads what every member may see.</summary>
    /// <exception cref="SignedOutException">Nobody is signed in any more: nothing would look like an empty tenant.</exception>
    public async Task<T> ReadAsync<T>(Func<CloudNetDb, TenantId, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        if ((await person.FindAsync(cancel)).IsRefused(out _, out var actor)) throw new SignedOutException();
        await using var db = store.ForTenant(actor.Tenant);
        return await read(db, actor.Tenant, cancel);
    }

    /// <summary>Who it is, as what they are by now.</summary>
    /// <exception cref="SignedOutException">Nobody is signed in any more.</exception>
    public async Task<Actor> WhoAsync(CancellationToken cancel) =>
        (await person.FindAsync(cancel)).IsRefused(out _, out var actor) ? throw new SignedOutException() : actor;

    /// <summary>Asks for what may be refused. Whoever is signed out is refused too.</summary>
    /// <param name="operation">What the API calls it.</param>
    /// <param name="ask">Asks, as that person.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Answer<T>> AskAsync<T>(string operation, Func<Actor, Task<Outcome<T>>> ask, CancellationToken cancel) where T : notnull
    {
        if ((await person.FindAsync(cancel)).IsRefused(out var gone, out var actor)) return new(default, ProblemOf.Refusal(gone));
        using var deed = new Deed(operation, Door.Dashboard, new(ActorKind.User, actor.User, actor.UserName), person.Address).Begin();
        var outcome = await ask(actor);
        return outcome.IsRefused(out var refusal, out var value) ? new(default, ProblemOf.Refusal(refusal)) : new(value, null);
    }

    /// <summary>Asks for a change that has no answer but that it is done.</summary>
    public Task<Answer<bool>> DoAsync<T>(string operation, Func<Actor, Task<Outcome<T>>> change, CancellationToken cancel) where T : notnull =>
        AskAsync(operation, async actor => (await change(actor)).Then(_ => true), cancel);
}
