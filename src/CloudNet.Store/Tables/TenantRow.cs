using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>tenants</c>: the owners of everything else.</summary>
public sealed class TenantRow : IEntityTypeConfiguration<TenantRow>
{
    /// <summary>The tenant.</summary>
    public TenantId Id { get; set; }

    /// <summary>Unique in the controller.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<TenantRow> table)
    {
        table.ToTable("tenants");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.HasIndex(row => row.Name).IsUnique();
    }
}
