using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>policy_counts</c>: what policies, and the defaults of networks, have matched on each host, as it reported it. A host that counts anew has what it
/// counted before added, so that no count goes down.
/// </summary>
public sealed class PolicyCountRow : IEntityTypeConfiguration<PolicyCountRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public Guid Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The host.</summary>
    public HostId HostId { get; set; }

    /// <summary>The policy; null: it is the network's default.</summary>
    public PolicyId? PolicyId { get; set; }

    /// <summary>The direction that it was counted in.</summary>
    public PolicyDirection Direction { get; set; }

    /// <summary>Packets in all.</summary>
    public long Packets { get; set; }

    /// <summary>Bytes in all.</summary>
    public long Bytes { get; set; }

    /// <summary>Packets of those that were counted before the host began anew.</summary>
    public long EarlierPackets { get; set; }

    /// <summary>Bytes of those.</summary>
    public long EarlierBytes { get; set; }

    /// <summary>When the host began to count, as it said last.</summary>
    public DateTimeOffset Began { get; set; }

    /// <summary>When it began to count first.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When it last told anything.</summary>
    public DateTimeOffset ToldAt { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PolicyCountRow> table)
    {
        table.ToTable("policy_counts");
        table.Property(row => row.Id).HasDefaultValueSql("gen_random_uuid()");
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Direction).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(row => new { row.NetworkId, row.HostId, row.Direction, row.PolicyId }).IsUnique().AreNullsDistinct(false);
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<PolicyRow>().WithMany().HasForeignKey(row => new { row.PolicyId, row.TenantId })
            .HasPrincipalKey(policy => new { policy.Id, policy.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
