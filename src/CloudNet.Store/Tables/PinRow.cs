using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>pins</c>: an address of a network that is kept for one workload, by name. It stays whoever holds its subnet, and where nobody
/// does. Of a network an address is pinned once (<see cref="Once"/>, made in the migration, as is the index that finds those of a subnet: EF
/// Core has no order for addresses), and a workload once in each family.
/// </summary>
public sealed class PinRow : IEntityTypeConfiguration<PinRow>
{
    /// <summary>Name of the unique index on the address.</summary>
    public const string Once = "ix_pins_network_id_address";

    /// <summary>The pin.</summary>
    public PinId Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The subnet of the network that the address lies in: subnets of a range are all of one length, which never changes.</summary>
    public IPNetwork Subnet { get; set; }

    /// <summary>The address.</summary>
    public IPAddress Address { get; set; } = IPAddress.None;

    /// <summary>4 or 6; of the address, given by the database.</summary>
    public int Family { get; private set; }

    /// <summary>Name of the workload.</summary>
    public string Workload { get; set; } = "";

    /// <summary>When it was pinned.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PinRow> table)
    {
        table.ToTable("pins");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Workload).HasMaxLength(WorkloadName.Longest);
        table.Property(row => row.Family).HasComputedColumnSql("family(address)", stored: true);
        table.HasIndex(row => new { row.NetworkId, row.Workload, row.Family }).IsUnique();
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
