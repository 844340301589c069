using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>reclaimed</c>: hosts whose lease was taken back because they were not heard of. They are still meant to be in the
/// network, and get a subnet when they return: the same one, where it is still free. One row a subnet.
/// </summary>
public sealed class ReclaimedRow : IEntityTypeConfiguration<ReclaimedRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>Their owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>A subnet that it had.</summary>
    public IPNetwork Subnet { get; set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset At { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ReclaimedRow> table)
    {
        table.ToTable("reclaimed");
        table.HasIndex(row => new { row.NetworkId, row.HostId });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
