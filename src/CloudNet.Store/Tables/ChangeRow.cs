using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>changes</c>: the change log, which is also the outbox. Ids are given before commit, so they are no order between
/// streams and nobody reads "from the last id on": what is unpublished is marked so.
/// </summary>
public sealed class ChangeRow : IEntityTypeConfiguration<ChangeRow>
{
    /// <summary>Given by the database when the row is written, not when it commits.</summary>
    public long Id { get; set; }

    /// <summary>The stream.</summary>
    public StreamName Stream { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The revision that this change made; contiguous in its stream.</summary>
    public long Revision { get; set; }

    /// <summary>The operations: a JSON array of <see cref="ViewOperation"/>. Kept as text, in the order written.</summary>
    public string Operations { get; set; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Whether it was handed to the bus at least once.</summary>
    public bool Published { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ChangeRow> table)
    {
        table.ToTable("changes");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Stream).HasMaxLength(64);
        table.Property(row => row.Operations).HasColumnType("json");
        table.HasIndex(row => new { row.Stream, row.Revision }).IsUnique();
        table.HasIndex(row => row.Id, "ix_changes_unpublished").HasFilter("NOT published");
        table.HasIndex(row => row.At);
    }
}
