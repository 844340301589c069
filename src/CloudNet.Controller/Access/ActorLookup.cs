using System.Security.Claims;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Gathering;
using CloudNet.Domain.Access;
using CloudNet.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// Who a signed-in person is in a tenant. Asked of the database each time, so that a membership that ended, or a role that
/// changed, counts from the next request on, whatever the cookie or token says; those who come at once are one query. So does a
/// security stamp: a cookie from before the person changed how they sign in is nobody's. Tokens have none, and go on.
/// </summary>
public sealed class ActorLookup
{
    private const int MostAtOnce = 256;
    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;
    private readonly CloudNetStore store;
    private readonly Gathered<Guid, (Guid User, TenantId Tenant), Member?> gathered;

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
            || await gathered.DoAsync(Guid.Empty, (user, tenant), cancel) is not { } member) return null;
        if (person.FindFirstValue(StampClaim) is { } stamp && stamp != member.Stamp) return null;
        var actor = member.AsActor();
        return person.FindFirstValue(RoleClaim) is { } limit ? AccessRules.Through(actor, AccessRules.Role(limit)) : actor;
    }

    /// <summary>The person as a member of the tenant; null where they are none.</summary>
    public async Task<Actor?> FindAsync(Guid user, TenantId tenant, CancellationToken cancel) =>
        (await gathered.DoAsync(Guid.Empty, (user, tenant), cancel))?.AsActor();

    // May find more than was asked for: one who asks in a tenant may be a member of another that somebody asks in.
    private async Task<IReadOnlyList<Member?>> FindAsync(IReadOnlyList<(Guid User, TenantId Tenant)> people)
    {
        var (users, tenants) = (people.Select(person => person.User).Distinct().ToArray(), people.Select(person => person.Tenant).Distinct().ToArray());
        await using var db = store.ForSystem();
        var found = await Members(db).Where(member => users.Contains(member.User) && tenants.Contains(member.Tenant)).ToListAsync();
        return [.. people.Select(person => found.Find(member => member.User == person.User && member.Tenant == person.Tenant))];
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
            Stamp = user.SecurityStamp,
        };

    private sealed class Member
    {
        public TenantId Tenant { get; init; }
        public string TenantName { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public Guid User { get; init; }
        public string UserName { get; init; } = "";
        public string Role { get; init; } = "";
        public string? Stamp { get; init; }

        public Actor AsActor() => new(Tenant, TenantName, User, UserName, AccessRules.Role(Role));
    }
}
