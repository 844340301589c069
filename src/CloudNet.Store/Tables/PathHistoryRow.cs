using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>path_history</c>: what became of each path, the last of it.</summary>
public sealed class PathHistoryRow : IEntityTypeConfiguration<PathHistoryRow>
{
    /// <summary>So many are kept of a path.</summary>
    public const int Kept = 40;

    /// <summary>Names the row, in the order of time.</summary>
    public long Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host that probed.</summary>
    public HostId HostId { get; set; }

    /// <summary>The peer.</summary>
    public HostId PeerId { get; set; }

    /// <summary>Whether by IPv6; else by IPv4.</summary>
    public bool Ipv6 { get; set; }

    /// <summary>From when on it was so.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Whether the peer answered.</summary>
    public bool Reached { get; set; }

    /// <summary>Longest packet that passed, bytes; null where none did.</summary>
    public int? Mtu { get; set; }

    /// <summary>What the network's links promised, bytes.</summary>
    public int PromisedMtu { get; set; }

    /// <summary>Where packets were lost; null where they were not.</summary>
    public PathFault? Fault { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PathHistoryRow> table)
    {
        table.ToTable("path_history");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Fault).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(row => new { row.NetworkId, row.HostId, row.PeerId, row.Ipv6, row.Id });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.PeerId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
