using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>used_codes</c>: codes of a person's authenticator app that were used lately, so that none is taken twice (RFC 6238, 5.2).
/// The codes and not the last step: Identity takes codes of five steps, and does not say which one a code was of.
/// </summary>
public sealed class UsedCodeRow : IEntityTypeConfiguration<UsedCodeRow>
{
    /// <summary>The person.</summary>
    public Guid UserId { get; set; }

    /// <summary>The code.</summary>
    public string Code { get; set; } = "";

    /// <summary>When it was used.</summary>
    public DateTimeOffset At { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<UsedCodeRow> table)
    {
        table.ToTable("used_codes");
        table.HasKey(row => new { row.UserId, row.Code });
        table.Property(row => row.Code).HasMaxLength(8);
        table.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
