using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>networks</c>. The ranges of one tenant's networks cannot overlap: an exclusion constraint refuses it
/// (<see cref="NoOverlap"/>, made in the migration since EF Core has no word for it).
/// </summary>
public sealed class NetworkRow : IEntityTypeConfiguration<NetworkRow>
{
    /// <summary>Name of the exclusion constraint on the range.</summary>
    public const string NoOverlap = "ex_networks_range";

    /// <summary>The network.</summary>
    public NetworkId Id { get; set; }

    /// <summary>Its owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    /// <summary>The addresses that its hosts' subnets are cut from.</summary>
    public IPNetwork Range { get; set; }

    /// <summary>Prefix length of a host's subnet.</summary>
    public int SubnetLength { get; set; }

    /// <summary>Address of the lowest subnet that is given unasked.</summary>
    public IPAddress SubnetMin { get; set; } = IPAddress.None;

    /// <summary>Address of the highest subnet that is given unasked.</summary>
    public IPAddress SubnetMax { get; set; } = IPAddress.None;

    /// <summary>How packets cross between hosts.</summary>
    public NetworkDriver Driver { get; set; }

    /// <summary>Whether what leaves the network is masqueraded.</summary>
    public bool Nat { get; set; }

    /// <summary>Bytes; null where each host derives it.</summary>
    public int? Mtu { get; set; }

    /// <summary>Unique in the controller; from the sequence <c>vnis</c>.</summary>
    public int Vni { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What its hosts are told of it.</summary>
    public NetworkSettings Settings => new(Name, Range, SubnetLength, Driver, Nat, Mtu, Vni);

    /// <summary>The network as the rules of leases see it.</summary>
    public LeasedNetwork AsLeased() => new(Name, Range, SubnetLength, SubnetMin, SubnetMax);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NetworkRow> table)
    {
        table.ToTable("networks");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Driver).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Vni).HasDefaultValueSql($"nextval('{CloudNetDb.VniSequence}')");
        table.Ignore(row => row.Settings);
        table.HasIndex(row => new { row.TenantId, row.Name }).IsUnique();
        table.HasIndex(row => row.Vni).IsUnique();
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
