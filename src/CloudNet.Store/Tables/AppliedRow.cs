using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>applied</c>: the revision of each stream that a host reported as programmed.</summary>
public sealed class AppliedRow : IEntityTypeConfiguration<AppliedRow>
{
    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The stream.</summary>
    public StreamName Stream { get; set; }

    /// <summary>The revision that its kernel was last found to agree with.</summary>
    public long Revision { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AppliedRow> table)
    {
        table.ToTable("applied");
        table.HasKey(row => new { row.HostId, row.Stream });
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Stream).HasMaxLength(64);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
