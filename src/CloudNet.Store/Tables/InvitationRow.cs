using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>invitations</c>: who may become a member, by the hash of a secret. The row goes when it is accepted or revoked.</summary>
public sealed class InvitationRow : IEntityTypeConfiguration<InvitationRow>
{
    /// <summary>The invitation.</summary>
    public InvitationId Id { get; set; }

    /// <summary>The tenant that it opens.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Who is invited, in the words of who invites.</summary>
    public string Name { get; set; } = "";

    /// <summary>What they will be.</summary>
    public string Role { get; set; } = "";

    /// <summary>SHA-256 of the secret (which is 256 random bits, so a plain hash is enough).</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>The member who invited them. One who leaves takes their invitations along: nobody comes back by an own one.</summary>
    public Guid InvitedBy { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<InvitationRow> table)
    {
        table.ToTable("invitations");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Role).HasMaxLength(16);
        table.HasIndex(row => row.Hash).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
        table.HasOne<MemberRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.InvitedBy }).OnDelete(DeleteBehavior.Cascade);
    }
}
