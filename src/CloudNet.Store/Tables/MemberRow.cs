using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>members</c>: which person belongs to which tenant.</summary>
public sealed class MemberRow : IEntityTypeConfiguration<MemberRow>
{
    /// <summary>The tenant.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The person.</summary>
    public Guid UserId { get; set; }

    /// <summary>What the person may do; <c>owner</c> is the first administrator.</summary>
    public string Role { get; set; } = "";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<MemberRow> table)
    {
        table.ToTable("members");
        table.HasKey(row => new { row.TenantId, row.UserId });
        table.Property(row => row.Role).HasMaxLength(16);
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
