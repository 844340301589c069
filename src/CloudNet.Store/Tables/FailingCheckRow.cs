using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>failing_checks</c>: the health checks that workloads fail, as their hosts reported them. The service is named by its id alone: a host may be
/// behind, and report of one that is gone.
/// </summary>
public sealed class FailingCheckRow : IEntityTypeConfiguration<FailingCheckRow>
{
    /// <summary>The owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The host that reported it.</summary>
    public HostId HostId { get; set; }

    /// <summary>The workload.</summary>
    public WorkloadId WorkloadId { get; set; }

    /// <summary>The service.</summary>
    public ServiceId ServiceId { get; set; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<FailingCheckRow> table)
    {
        table.ToTable("failing_checks");
        table.HasKey(row => new { row.HostId, row.WorkloadId, row.ServiceId });
        table.Property(row => row.Reason).HasMaxLength(HealthCheckBounds.ReasonLength);
        table.HasIndex(row => row.ServiceId);
        table.HasOne<WorkloadRow>().WithMany(workload => workload.Failing).HasForeignKey(row => new { row.HostId, row.WorkloadId, row.TenantId })
            .HasPrincipalKey(workload => new { workload.HostId, workload.Id, workload.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
