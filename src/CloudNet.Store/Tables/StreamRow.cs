using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>streams</c>: the revision of each. Its row is the lock under which the stream is changed.</summary>
public sealed class StreamRow : IEntityTypeConfiguration<StreamRow>
{
    /// <summary>The stream.</summary>
    public StreamName Name { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The newest revision.</summary>
    public long Revision { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<StreamRow> table)
    {
        table.ToTable("streams");
        table.HasKey(row => row.Name);
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Name).HasMaxLength(64);
    }
}
