using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Access;

/// <summary>Signs people in to the API, and keeps their tokens.</summary>
public sealed class AccessCommands(Changes changes, CloudNetStore store, PasswordCheck passwords, ActorLookup actors, TimeProvider clock)
{
    /// <summary>A token for whoever knows the password.</summary>
    public async Task<Outcome<CreatedApiToken>> SignInAsync(SignIn request, CancellationToken cancel)
    {
        if (SignInRules.Check(request) is { } wrong) return wrong;
        if ((await passwords.CheckAsync(request.User!, request.Password!, request.Code, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        var tenant = request.Tenant?.Any(char.IsControl) == true ? "" : request.Tenant;
        if (await actors.FirstAsync(user.Id, tenant, cancel) is not { } actor) return SignInRules.NoTenant(request.Tenant);
        using var known = Deed.As(new(ActorKind.User, actor.User, actor.UserName));
        await ForgetExpiredAsync(actor, cancel);
        return await AddAsync(actor, new("sign-in", SignInRules.TokenLifetime, Role: null), cancel);
    }

    /// <summary>The actor's own tokens of the tenant that work, a page of them.</summary>
    public async Task<Outcome<Page<ApiTokenRecord>>> TokensAsync(Actor actor, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse().IsRefused(out var refusal, out var part)) return refusal;
        await using var db = store.ForTenant(actor.Tenant);
        return await TokenReads.PageAsync(db, actor.Tenant, actor.User, part, clock.GetUtcNow(), cancel);
    }

    /// <summary>Makes a token that acts as the actor does, or as one of a lower role.</summary>
    public async Task<Outcome<CreatedApiToken>> CreateTokenAsync(Actor actor, CreateApiToken request, CancellationToken cancel)
    {
        if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
        return ApiTokenRules.Parse(request, actor.Role).IsRefused(out var refusal, out var token) ? refusal : await AddAsync(actor, token, cancel);
    }

    /// <summary>Revokes one of the actor's own tokens, at once.</summary>
    public async Task<Outcome<ApiTokenId>> RevokeAsync(Actor actor, string token, CancellationToken cancel)
    {
        if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
        return await changes.RunAsync<ApiTokenId>(actor.Tenant, async change =>
            ApiTokenId.TryParse(token, null, out var id) && await Own(change.Db, actor).Where(row => row.Id == id).ExecuteDeleteAsync(change.Cancel) == 1
                ? id
                : Refusal.NotFound("token of yours", token, "GET /api/v1/tokens"), cancel);
    }

    private async Task<Outcome<CreatedApiToken>> AddAsync(Actor actor, NewApiToken token, CancellationToken cancel)
    {
        var (secret, now) = (Secret.New(Secret.TokenPrefix), clock.GetStoredNow());
        var row = new ApiTokenRow
        {
            Id = ApiTokenId.New(clock), TenantId = actor.Tenant, UserId = actor.User, Name = token.Name, Hash = Secret.Hash(secret),
            CreatedAt = now, ExpiresAt = now + token.Lifetime, Role = token.Role is { } role ? AccessRules.Word(role) : null,
        };
        try
        {
            return await changes.RunAsync<CreatedApiToken>(actor.Tenant, change =>
            {
                change.Db.ApiTokens.Add(row);
                return Task.FromResult<Outcome<CreatedApiToken>>(new CreatedApiToken(TokenReads.Record(row), secret, actor.TenantName));
            }, cancel);
        }
        // The membership ended since it was looked up.
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return SignInRules.NoTenant(actor.TenantName);
        }
    }

    private static IQueryable<ApiTokenRow> Own(CloudNetDb db, Actor actor) =>
        db.ApiTokens.Where(row => row.TenantId == actor.Tenant && row.UserId == actor.User);

    private async Task ForgetExpiredAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = store.ForTenant(actor.Tenant);
        await Own(db, actor).Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
    }
}
