using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>hidden_networks</c>: networks that hosts are in for their workloads alone.</summary>
public sealed class HiddenNetworkRow : IEntityTypeConfiguration<HiddenNetworkRow>
{
    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host that it is hidden from.</summary>
    public HostId HostId { get; set; }

    /// <summary>Their owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<HiddenNetworkRow> table)
    {
        table.ToTable("hidden_networks");
        table.HasKey(row => new { row.NetworkId, row.HostId });
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
