using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads members, always those of one tenant.</summary>
public static class MemberReads
{
    /// <summary>A page of the members. Their names are of another table, so by name all members of the tenant are looked through for each.</summary>
    public static async Task<Page<MemberRecord>> PageAsync(
        CloudNetDb db, TenantId tenant, ListPart part, bool tellsSecondFactor, CancellationToken cancel)
    {
        var (rows, next) = await Of(db, tenant).Select(member => new Listed<Found>
        {
            Row = member, Name = EF.Functions.Collate(member.UserName, ListPages.ByBytes), Created = member.Since, Of = member.User, Id = member.User,
        }).PartAsync(part, cancel);
        return new([.. rows.Select(row => Record(Member(row), tellsSecondFactor))], next);
    }

    /// <summary>The member that a text names.</summary>
    /// <param name="db">The database.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="text">The user's id or name.</param>
    /// <param name="normalized">The name as it is compared; null where the text cannot be one.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Outcome<TenantMember>> FindAsync(
        CloudNetDb db, TenantId tenant, string text, string? normalized, CancellationToken cancel)
    {
        var found = UserId.TryParse(text, null, out var id)
            ? await Of(db, tenant).SingleOrDefaultAsync(member => member.User == id.Value, cancel)
            : await Of(db, tenant).SingleOrDefaultAsync(member => normalized != null && member.Normalized == normalized, cancel);
        return found is null ? Refusal.NotFound("member", text, "GET /api/v1/members") : Member(found);
    }

    /// <summary>The member of this id.</summary>
    public static async Task<TenantMember?> FindAsync(CloudNetDb db, TenantId tenant, Guid user, CancellationToken cancel) =>
        await Of(db, tenant).SingleOrDefaultAsync(member => member.User == user, cancel) is { } found ? Member(found) : null;

    /// <summary>How many owners there are.</summary>
    public static Task<int> OwnersAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        var owner = AccessRules.Word(TenantRole.Owner);
        return db.Members.CountAsync(row => row.TenantId == tenant && row.Role == owner, cancel);
    }

    /// <summary>A member as the API shows it.</summary>
    public static MemberRecord Record(TenantMember member, bool tellsSecondFactor = false) =>
        new(new(member.User), member.UserName, AccessRules.Word(member.Role), member.Since, tellsSecondFactor ? member.SecondFactor : null);

    private static TenantMember Member(Found found) => new(found.User, found.UserName, AccessRules.Role(found.Role), found.Since, found.SecondFactor);

    private static IQueryable<Found> Of(CloudNetDb db, TenantId tenant) =>
        from member in db.Members.AsNoTracking()
        where member.TenantId == tenant
        join user in db.Users on member.UserId equals user.Id
        select new Found
        {
            User = member.UserId, UserName = user.UserName ?? "", Normalized = user.NormalizedUserName, Role = member.Role, Since = member.Since,
            SecondFactor = member.SecondFactor == MemberRow.On,
        };

    private sealed class Found
    {
        public Guid User { get; init; }
        public string UserName { get; init; } = "";
        public string? Normalized { get; init; }
        public string Role { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public bool SecondFactor { get; init; }
    }
}
