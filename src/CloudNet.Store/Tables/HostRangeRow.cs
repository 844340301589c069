using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>host_ranges</c>: addresses that a host reported to have for something other than CloudNet. Those of a tenant that overlap
/// a range are found by an index, and a host has each once (both made in the migration: EF Core has no word for the one, nor an order for
/// ranges).
/// </summary>
public sealed class HostRangeRow : IEntityTypeConfiguration<HostRangeRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Whether a route leads there; else Docker may take it.</summary>
    public bool InUse { get; set; }

    /// <summary>The addresses.</summary>
    public IPNetwork Range { get; set; }

    /// <summary>The link, or whose pool it is.</summary>
    public string Link { get; set; } = "";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<HostRangeRow> table)
    {
        table.ToTable("host_ranges");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Link).HasMaxLength(63);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
