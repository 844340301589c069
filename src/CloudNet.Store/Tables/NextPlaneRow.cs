using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>next_planes</c>: what hosts reported last of the way across that a network of theirs is, or was, on its way to.</summary>
public sealed class NextPlaneRow : IEntityTypeConfiguration<NextPlaneRow>
{
    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>Their owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Number of that way on the wire.</summary>
    public int Vni { get; set; }

    /// <summary>Whether the host could send by it; null: not known.</summary>
    public bool? Ready { get; set; }

    /// <summary>Why not, in its words.</summary>
    public string? Problem { get; set; }

    /// <summary>Since when it says so.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The last host that had moved, as far as it knew then.</summary>
    public HostId? MovedThrough { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NextPlaneRow> table)
    {
        table.ToTable("next_planes");
        table.HasKey(row => new { row.NetworkId, row.HostId });
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Problem).HasMaxLength(512);
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
