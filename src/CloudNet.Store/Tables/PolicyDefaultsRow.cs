using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>policy_defaults</c>: what becomes of what no policy of a network matches; a network of which nothing was said has no row.</summary>
public sealed class PolicyDefaultsRow : IEntityTypeConfiguration<PolicyDefaultsRow>
{
    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Of connections to its workloads.</summary>
    public PolicyDefault Ingress { get; set; }

    /// <summary>Of those that its workloads begin.</summary>
    public PolicyDefault Egress { get; set; }

    /// <summary>Both.</summary>
    public PolicyDefaults Defaults
    {
        get => new(Ingress, Egress);
        set => (Ingress, Egress) = (value.Ingress, value.Egress);
    }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PolicyDefaultsRow> table)
    {
        table.ToTable("policy_defaults");
        table.Ignore(row => row.Defaults);
        table.HasKey(row => row.NetworkId);
        table.Property(row => row.NetworkId).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Ingress).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Egress).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(row => row.TenantId);
        table.HasOne<NetworkRow>().WithOne().HasForeignKey<PolicyDefaultsRow>(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey<NetworkRow>(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
