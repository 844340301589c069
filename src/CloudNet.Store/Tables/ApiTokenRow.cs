using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>api_tokens</c>: bearer tokens, by the hash of their secret.</summary>
public sealed class ApiTokenRow : IEntityTypeConfiguration<ApiTokenRow>
{
    /// <summary>The token.</summary>
    public ApiTokenId Id { get; set; }

    /// <summary>The tenant that it opens.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The person who made it, and as whom it acts.</summary>
    public Guid UserId { get; set; }

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the secret (which is 256 random bits, so a plain hash is enough).</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The role that it is limited to; null: whatever its maker is.</summary>
    public string? Role { get; set; }

    /// <summary>When it was last used; written once a minute at most.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ApiTokenRow> table)
    {
        table.ToTable("api_tokens");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Role).HasMaxLength(16);
        table.HasIndex(row => row.Hash).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.UserId, row.Name, row.Id }).UseCollation("", "", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.TenantId, row.UserId, row.CreatedAt, row.Id });
        table.HasOne<MemberRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.UserId }).OnDelete(DeleteBehavior.Cascade);
    }
}
