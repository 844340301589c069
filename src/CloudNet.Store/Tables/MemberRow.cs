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

    /// <summary>What the person may do: <c>viewer</c>, <c>operator</c>, <c>admin</c> or <c>owner</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>When they became a member.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>
    /// Whether the person signs in with a second factor: <c>off</c>, <c>begun</c> or <c>on</c>. A copy of what <see cref="UserRow"/> says,
    /// which a trigger keeps, so that each tenant of theirs sees it and has it in its audit log.
    /// </summary>
    public string SecondFactor { get; private set; } = "off";

    /// <summary>
    /// Whether the person signs in by an OpenID provider too: <c>off</c> or <c>on</c>. A copy of what <c>user_logins</c> says, kept and
    /// told likewise.
    /// </summary>
    public string ProviderSignIn { get; private set; } = "off";

    /// <summary>
    /// When the person's password was last changed, since they are a member; null where it was not. Kept by a trigger and told likewise.
    /// </summary>
    public DateTimeOffset? PasswordChangedAt { get; private set; }

    /// <summary>The word for a second factor that is on.</summary>
    public const string On = "on";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<MemberRow> table)
    {
        table.ToTable("members");
        table.HasKey(row => new { row.TenantId, row.UserId });
        table.Property(row => row.Role).HasMaxLength(16);
        table.Property(row => row.SecondFactor).HasMaxLength(8).HasDefaultValue("off").ValueGeneratedOnAddOrUpdate();
        table.Property(row => row.ProviderSignIn).HasMaxLength(8).HasDefaultValue("off").ValueGeneratedOnAddOrUpdate();
        table.HasIndex(row => new { row.TenantId, row.Since, row.UserId });
        // The version before this one writes members without it.
        table.Property(row => row.Since).HasDefaultValueSql("now()");
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
