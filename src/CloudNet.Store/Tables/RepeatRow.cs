using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>idempotency_keys</c>: what was done under which key of whom, and what was answered; written in the transaction of what was
/// done. An answer with a secret is not in it, only where to find what was made.
/// </summary>
public sealed class RepeatRow : IEntityTypeConfiguration<RepeatRow>
{
    /// <summary>The tenant that it was done in.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The member who did it.</summary>
    public Guid UserId { get; set; }

    /// <summary>The key.</summary>
    public string Key { get; set; } = "";

    /// <summary>SHA-256 of what was asked for.</summary>
    public byte[] Fingerprint { get; set; } = [];

    /// <summary>JSON of the answer; null where it has a secret.</summary>
    public string? Answer { get; set; }

    /// <summary>Path of what was made; null where the answer is there.</summary>
    public string? Location { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RepeatRow> table)
    {
        table.ToTable("idempotency_keys");
        table.HasKey(row => new { row.TenantId, row.UserId, row.Key });
        table.Property(row => row.Key).HasMaxLength(Repeats.Repeat.LongestKey);
        table.HasOne<MemberRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.UserId }).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(row => row.At);
    }
}
