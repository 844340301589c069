using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>paths</c>: what hosts reported last of the way to each peer through each network. A trigger takes a path away when the lease of either
/// end is another's or nobody's (made in the migration).
/// </summary>
public sealed class PathRow : IEntityTypeConfiguration<PathRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public Guid Id { get; set; }

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

    /// <summary>Whether the peer answers.</summary>
    public bool Reached { get; set; }

    /// <summary>Share of the last probes that had no answer; percent.</summary>
    public int LossPercent { get; set; }

    /// <summary>Smoothed round trip, µs; null where none was measured.</summary>
    public int? LatencyMicroseconds { get; set; }

    /// <summary>Longest packet that passes, bytes; null where none does.</summary>
    public int? Mtu { get; set; }

    /// <summary>What the network's links promise, bytes.</summary>
    public int PromisedMtu { get; set; }

    /// <summary>Where packets are lost; null where they are not.</summary>
    public PathFault? Fault { get; set; }

    /// <summary>Since when it is reached or not, for that reason and those packets, as the controller heard it.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the host last told anything of it; it tells what is otherwise than before.</summary>
    public DateTimeOffset ToldAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PathRow> table)
    {
        table.ToTable("paths");
        table.Property(row => row.Id).HasDefaultValueSql("gen_random_uuid()");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Fault).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(row => new { row.NetworkId, row.HostId, row.PeerId, row.Ipv6 }).IsUnique();
        table.HasIndex(row => new { row.NetworkId, row.PeerId });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.PeerId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
