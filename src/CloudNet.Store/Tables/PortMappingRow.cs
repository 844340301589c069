using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>port_mappings</c>: a port of a host, or several, that lead to one workload there, by name. Two of one host and protocol have no
/// port in common, in whatever networks they are (<see cref="Apart"/>, made in the migration: EF Core has no such constraint).
/// </summary>
public sealed class PortMappingRow : IEntityTypeConfiguration<PortMappingRow>
{
    /// <summary>Name of the constraint that keeps a host's ports apart.</summary>
    public const string Apart = "ex_port_mappings_ports";

    /// <summary>The mapping.</summary>
    public PortMappingId Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network that the workload is in.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>TCP or UDP.</summary>
    public TransportProtocol Protocol { get; set; }

    /// <summary>The first port.</summary>
    public int FirstPort { get; set; }

    /// <summary>The last port.</summary>
    public int LastPort { get; set; }

    /// <summary>The address of the host that they are open at; null: all of them.</summary>
    public IPAddress? HostAddress { get; set; }

    /// <summary>Name of the workload.</summary>
    public string Workload { get; set; } = "";

    /// <summary>The workload's port that the first leads to.</summary>
    public int TargetPort { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The ports.</summary>
    public PortRange HostPort => new(FirstPort, LastPort);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PortMappingRow> table)
    {
        table.ToTable("port_mappings");
        table.Ignore(row => row.HostPort);
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Protocol).HasConversion<string>().HasMaxLength(8);
        table.Property(row => row.Workload).HasMaxLength(WorkloadName.Longest);
        table.HasIndex(row => new { row.NetworkId, row.HostId });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
