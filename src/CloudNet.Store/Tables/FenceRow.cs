using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>fences</c>: the last epoch of a subnet whose lease ended, so that its next lease goes on counting and an agent
/// that comes back with the old one is told apart; and its last holder, who gets it back where it is still free. One row a subnet:
/// a unique index made in the migration (EF Core orders the keys it knows, ranges have no order).
/// </summary>
public sealed class FenceRow : IEntityTypeConfiguration<FenceRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The subnet.</summary>
    public IPNetwork Subnet { get; set; }

    /// <summary>Its last holder; the host may be gone.</summary>
    public HostId? HostId { get; set; }

    /// <summary>The epoch of its last holder.</summary>
    public long Epoch { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<FenceRow> table)
    {
        table.ToTable("fences");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.HasIndex(row => new { row.NetworkId, row.HostId });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
