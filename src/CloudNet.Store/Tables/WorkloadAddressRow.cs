using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>workload_addresses</c>: the addresses of workloads, one of each family of the network. An address of a network belongs
/// to one workload: a constraint refuses it, looked at when the transaction ends, so that two may change theirs in one report
/// (made in the migration).
/// </summary>
public sealed class WorkloadAddressRow : IEntityTypeConfiguration<WorkloadAddressRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The host that reported it.</summary>
    public HostId HostId { get; set; }

    /// <summary>The workload.</summary>
    public WorkloadId WorkloadId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The address.</summary>
    public IPAddress Address { get; set; } = IPAddress.None;

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WorkloadAddressRow> table)
    {
        table.ToTable("workload_addresses");
        table.HasOne<WorkloadRow>().WithMany(workload => workload.Addresses).HasForeignKey(row => new { row.HostId, row.WorkloadId, row.TenantId })
            .HasPrincipalKey(workload => new { workload.HostId, workload.Id, workload.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
