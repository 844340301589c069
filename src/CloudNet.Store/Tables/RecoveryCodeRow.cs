using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>recovery_codes</c>: those of a person that are not used yet, by their hash.</summary>
public sealed class RecoveryCodeRow : IEntityTypeConfiguration<RecoveryCodeRow>
{
    /// <summary>The person.</summary>
    public Guid UserId { get; set; }

    /// <summary>SHA-256 of the code (which is almost 80 random bits, so a plain hash is enough).</summary>
    public byte[] Hash { get; set; } = [];

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> table)
    {
        table.ToTable("recovery_codes");
        table.HasKey(row => new { row.UserId, row.Hash });
        table.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
