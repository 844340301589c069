using System.Security.Claims;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Gathering;
using CloudNet.Domain.Access;
using CloudNet.Store;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// Who a signed-in person is in a tenant. Asked of the database each time, so that a membership that ended, or a role that
/// changed, counts from the next request on, whatever the cookie or token says; those who come at once are one query.
/// </summary>
public sealed class ActorLookup
{
    private const int MostAtOnce = 256;
    private readonly CloudNetStore store;
    private readonly Gathered<Guid, (Guid User, TenantId Tenant), Actor?> gathered;

    /// <summary>Looks up in this database.</summary>
    public ActorLookup(CloudNetStore store)
    {
        this.store = store;
        gathered = new(MostAtOnce, (_, people) => FindAsync(people));
    }

    /// <summary>Claim that holds the tenant's id.</summary>
    public const string TenantClaim = "cloudnet:tenant";

    /// <summary>Claim that holds the id of the token that was sent.</summary>
    public const string TokenClaim = "cloudnet:token";

    /// <summary>Claim that holds the role that a token is limited to.</summary>
    public const string RoleClaim = "cloudnet:token-role";

    /// <summary>The actor that these claims stand for; null where there is none (any more).</summary>
    public async Task<Actor?> FindAsync(ClaimsPrincipal person, CancellationToken cancel)
    {
        if (!Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
            || !TenantId.TryParse(person.FindFirstValue(TenantClaim), null, out var tenant)
            || await FindAsync(user, tenant, cancel) is not { } actor) return null;
        return person.FindFirstValue(RoleClaim) is { } limit ? AccessRules.Through(actor, AccessRules.Role(limit)) : actor;
    }

    /// <summary>The person as a member of the tenant; null where they are none.</summary>
    public Task<Actor?> FindAsync(Guid user, TenantId tenant, CancellationToken cancel) => gathered.DoAsync(Guid.Empty, (user, tenant), cancel);

    // May find more than was asked for: one who asks in a tenant may be a member of another that somebody asks in.
    private async Task<IReadOnlyList<Actor?>> FindAsync(IReadOnlyList<(Guid User, TenantId Tenant)> people)
    {
        var (users, tenants) = (people.Select(person => person.User).Distinct().ToArray(), people.Select(person => person.Tenant).Distinct().ToArray());
        await using var db = store.ForSystem();
        var found = await Members(db).Where(member => users.Contains(member.User) && tenants.Contains(member.Tenant)).ToListAsync();
        return [.. people.Select(person => found.Find(member => member.User == person.User && member.Tenant == person.Tenant)?.AsActor())];
    }

    /// <summary>The person as a member of the tenant of this name, or of their oldest one; null where they are none.</summary>
    public async Task<Actor?> FirstAsync(Guid user, string? tenantName, CancellationToken cancel)
    {
        await using var db = store.ForSystem();
        var own = Members(db).Where(member => member.User == user);
        if (tenantName is not null) own = own.Where(member => member.TenantName == tenantName);
        return await own.OrderBy(member => member.Since).ThenBy(member => member.TenantName)
            .Select(member => member.AsActor()).FirstOrDefaultAsync(cancel);
    }

    private static IQueryable<Member> Members(CloudNetDb db) =>
        from member in db.Members.AsNoTracking()
        join tenant in db.Tenants on member.TenantId equals tenant.Id
        join user in db.Users on member.UserId equals user.Id
        select new Member
        {
            Tenant = tenant.Id, TenantName = tenant.Name, Since = tenant.CreatedAt, User = user.Id, UserName = user.UserName ?? "", Role = member.Role,
        };

    private sealed class Member
    {
        public TenantId Tenant { get; init; }
        public string TenantName { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public Guid User { get; init; }
        public string UserName { get; init; } = "";
        public string Role { get; init; } = "";

        public Actor AsActor() => new(Tenant, TenantName, User, UserName, AccessRules.Role(Role));
    }
}
