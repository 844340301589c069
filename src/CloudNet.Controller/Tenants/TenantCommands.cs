using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Tenants;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tenants;

/// <summary>Makes tenants and lists them.</summary>
public sealed class TenantCommands(Changes changes, CloudNetStore store, TimeProvider clock)
{
    /// <summary>By name: all of them for an administrator of the controller, for anyone else those that they belong to.</summary>
    public async Task<IReadOnlyList<TenantRecord>> ListAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = store.ForSystem();
        var tenants = db.Tenants.AsNoTracking();
        if (!AccessRules.IsAdministrator(actor))
            tenants = tenants.Where(row => db.Members.Any(member => member.TenantId == row.Id && member.UserId == actor.User));
        var found = await tenants.Select(row => new TenantRecord(row.Id, row.Name, row.CreatedAt)).ToListAsync(cancel);
        return [.. found.OrderBy(tenant => tenant.Name, StringComparer.Ordinal)];
    }

    /// <summary>Makes a tenant, with its maker as owner.</summary>
    public Task<Outcome<TenantRecord>> CreateAsync(
        Actor actor, CreateTenant request, CancellationToken cancel) => changes.RunForSystemAsync<TenantRecord>(async change =>
    {
        if (AccessRules.RequireAdministrator(actor) is { } notAllowed) return notAllowed;
        // Parsed first: not every text can be looked for.
        if (TenantRules.Parse(request, isTaken: false).IsRefused(out var refusal, out var name)) return refusal;
        var taken = await change.Db.Tenants.AnyAsync(row => row.Name == name, change.Cancel);
        if (TenantRules.Parse(request, taken).IsRefused(out refusal, out name)) return refusal;

        var row = new TenantRow { Id = TenantId.New(clock), Name = name, CreatedAt = change.Now };
        change.Db.Tenants.Add(row);
        change.Db.Members.Add(new() { TenantId = row.Id, UserId = actor.User, Role = AccessRules.Word(TenantRole.Owner), Since = change.Now });
        return new TenantRecord(row.Id, row.Name, row.CreatedAt);
    }, cancel);
}
