using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>network_ranges</c>: what the subnets of a network's hosts are cut from. No two ranges of a tenant overlap: an exclusion
/// constraint refuses it (<see cref="NoOverlap"/>, made in the migration since EF Core has no word for it).
/// </summary>
public sealed class NetworkRangeRow : IEntityTypeConfiguration<NetworkRangeRow>
{
    /// <summary>Name of the exclusion constraint on the range.</summary>
    public const string NoOverlap = "ex_network_ranges_range";

    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The network's owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The addresses.</summary>
    public IPNetwork Range { get; set; }

    /// <summary>Prefix length of a host's subnet.</summary>
    public int SubnetLength { get; set; }

    /// <summary>Address of the lowest subnet that is given unasked.</summary>
    public IPAddress SubnetMin { get; set; } = IPAddress.None;

    /// <summary>Address of the highest subnet that is given unasked.</summary>
    public IPAddress SubnetMax { get; set; } = IPAddress.None;

    /// <summary>The range as the rules of leases see it.</summary>
    public LeasedRange Leased
    {
        get => new(Range, SubnetLength, SubnetMin, SubnetMax);
        set => (Range, SubnetLength, SubnetMin, SubnetMax) = (value.Range, value.SubnetLength, value.SubnetMin, value.SubnetMax);
    }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NetworkRangeRow> table)
    {
        table.ToTable("network_ranges");
        table.Ignore(row => row.Leased);
        table.HasOne<NetworkRow>().WithMany(network => network.Ranges).HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
