using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>leases</c>: a subnet of a network, held by a host, or reserved for one by name, or both. Two leases of one
/// network cannot overlap: an exclusion constraint refuses it (<see cref="NoOverlap"/>, made in the migration).
/// </summary>
public sealed class LeaseRow : IEntityTypeConfiguration<LeaseRow>
{
    /// <summary>Name of the exclusion constraint on the subnet.</summary>
    public const string NoOverlap = "ex_leases_subnet";

    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public Guid Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The subnet.</summary>
    public IPNetwork Subnet { get; set; }

    /// <summary>4 or 6; of the subnet, given by the database.</summary>
    public int Family { get; private set; }

    /// <summary>The holder; null where it is only reserved.</summary>
    public HostId? HostId { get; set; }

    /// <summary>Name of the host that it is kept for without end; null where it is not reserved.</summary>
    public string? ReservedFor { get; set; }

    /// <summary>Fence: 0 before the first holder, one more with each.</summary>
    public long Epoch { get; set; }

    /// <summary>MAC of the holder's VTEP. Belongs to the subnet, so that peers' neighbour entries stay true.</summary>
    public MacAddress Mac { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<LeaseRow> table)
    {
        table.ToTable("leases", t => t.HasCheckConstraint("ck_leases_held_or_reserved", "host_id IS NOT NULL OR reserved_for IS NOT NULL"));
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.ReservedFor).HasMaxLength(63);
        table.Property(row => row.Mac).HasConversion(mac => (long)mac.Value, value => new MacAddress((ulong)value));
        table.Property(row => row.Family).HasComputedColumnSql("family(subnet)", stored: true);
        table.HasIndex(row => new { row.NetworkId, row.HostId, row.Family }).IsUnique();
        table.HasIndex(row => new { row.NetworkId, row.ReservedFor, row.Family }).IsUnique();
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Restrict);
    }
}
