using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads invitations.</summary>
public static class InvitationReads
{
    /// <summary>Those of a tenant that can be accepted at this moment.</summary>
    public static async Task<Page<InvitationRecord>> PageAsync(
        CloudNetDb db, TenantId tenant, ListPart part, DateTimeOffset now, CancellationToken cancel)
    {
        var (rows, next) = await (
            from row in db.Invitations.AsNoTracking()
            where row.TenantId == tenant && row.ExpiresAt > now
            join user in db.Users on row.InvitedBy equals user.Id
            select new Listed<Tuple<InvitationRow, string?>>
            {
                Row = Tuple.Create(row, user.UserName), Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.CreatedAt,
                Of = (Guid)(object)row.Id, Id = (Guid)(object)row.Id,
            }).PartAsync(part, cancel);
        return new([.. rows.Select(both => Record(both.Item1, both.Item2 ?? ""))], next);
    }

    /// <summary>The invitation whose secret has this hash, where it stands at this moment.</summary>
    public static async Task<InvitedTo?> FindAsync(CloudNetDb db, byte[] hash, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await (
            from row in db.Invitations.AsNoTracking()
            where row.Hash == hash
            join tenant in db.Tenants on row.TenantId equals tenant.Id
            join inviter in db.Members on new { row.TenantId, UserId = row.InvitedBy } equals new { inviter.TenantId, inviter.UserId }
            select new { row.Id, row.TenantId, tenant.Name, row.Role, Inviter = inviter.Role, row.ExpiresAt }).SingleOrDefaultAsync(cancel);
        return found is not null && InvitationRules.Stands(AccessRules.Role(found.Role), AccessRules.Role(found.Inviter), found.ExpiresAt, now)
            ? new(found.Id, found.TenantId, found.Name, AccessRules.Role(found.Role))
            : null;
    }

    /// <summary>An invitation as the API shows it.</summary>
    public static InvitationRecord Record(InvitationRow row, string invitedBy) =>
        new(row.Id, row.Name, row.Role, invitedBy, row.CreatedAt, row.ExpiresAt);
}
