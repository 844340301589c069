using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>quotas</c>: how much a tenant may have. A tenant without a row has the defaults.</summary>
public sealed class QuotaRow : IEntityTypeConfiguration<QuotaRow>
{
    /// <summary>The tenant.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>How many hosts.</summary>
    public int Hosts { get; set; }

    /// <summary>How many networks.</summary>
    public int Networks { get; set; }

    /// <summary>How many workloads.</summary>
    public int Workloads { get; set; } = TenantLimits.Default.Workloads;

    /// <summary>How many services.</summary>
    public int Services { get; set; } = TenantLimits.Default.Services;

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<QuotaRow> table)
    {
        table.ToTable("quotas", t => t.HasCheckConstraint("ck_quotas_limits", "hosts >= 0 AND networks >= 0 AND workloads >= 0 AND services >= 0"));
        table.HasKey(row => row.TenantId);
        // The defaults are for replicas of a version that does not know the column; 0 is a limit like any other.
        table.Property(row => row.Workloads).HasDefaultValue(TenantLimits.Default.Workloads).HasSentinel(-1);
        table.Property(row => row.Services).HasDefaultValue(TenantLimits.Default.Services).HasSentinel(-1);
        table.HasOne<TenantRow>().WithOne().HasForeignKey<QuotaRow>(row => row.TenantId).OnDelete(DeleteBehavior.Cascade);
    }
}
