using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>free_ranges</c>: the subnets that a network has to give, as ranges without a gap. Together with its leases they
/// are all of what it gives; written only by <see cref="Leases.FreeRanges"/>, under the lock of the network's stream. Found by
/// their first address: a unique index made in the migration (EF Core orders the keys it knows, addresses have no order).
/// </summary>
public sealed class FreeRangeRow : IEntityTypeConfiguration<FreeRangeRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The network's owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The first free address.</summary>
    public IPAddress First { get; set; } = IPAddress.None;

    /// <summary>The last free address.</summary>
    public IPAddress Last { get; set; } = IPAddress.None;

    /// <summary>The range that it holds.</summary>
    public FreeRange Range
    {
        get => new(First, Last);
        set => (First, Last) = (value.First, value.Last);
    }

    /// <summary>A new row.</summary>
    public static FreeRangeRow Of(NetworkRow network, FreeRange range) => new() { TenantId = network.TenantId, NetworkId = network.Id, Range = range };

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<FreeRangeRow> table)
    {
        table.ToTable("free_ranges", t => t.HasCheckConstraint("ck_free_ranges_in_order", "first <= last"));
        table.Ignore(row => row.Range);
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
