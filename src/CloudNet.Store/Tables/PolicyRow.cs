using System.Collections.Immutable;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Policies;
using CloudNet.Store.Isolation;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>policies</c>: who of a network may begin which connections.</summary>
public sealed class PolicyRow : IEntityTypeConfiguration<PolicyRow>
{
    /// <summary>The policy.</summary>
    public PolicyId Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>Unique in the network.</summary>
    public string Name { get; set; } = "";

    /// <summary>Which connections of the workloads that it is about it is about.</summary>
    public PolicyDirection Direction { get; set; }

    /// <summary>What it does with what it matches.</summary>
    public PolicyAction Action { get; set; }

    /// <summary>1, judged first, to 1,000.</summary>
    public int Priority { get; set; }

    /// <summary>The labels of the workloads that it is about; empty: all of the network.</summary>
    public Dictionary<string, string> Selector { get; set; } = [];

    /// <summary>The other end; empty: anybody.</summary>
    public IReadOnlyList<PolicyPeer> Peers { get; set; } = [];

    /// <summary>The ports that are called, in order; empty: everything.</summary>
    public IReadOnlyList<PolicyPort> Ports { get; set; } = [];

    /// <summary>Whether it counts what it matches and decides nothing.</summary>
    public bool DryRun { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What of it may be changed.</summary>
    public PolicySettings Settings
    {
        get => new(Direction, Action, LabelsJson.InOrder(Selector), Peers, Ports, Priority, DryRun);
        set
        {
            (Direction, Action, Priority, DryRun) = (value.Direction, value.Action, value.Priority, value.DryRun);
            (Selector, Peers, Ports) = (new(value.Selector), value.Peers, value.Ports);
        }
    }

    /// <summary>As the hosts of its network are told of it.</summary>
    public NetworkPolicy Told() => new(
        Name, Direction, Action, Priority, Selector.ToImmutableSortedDictionary(StringComparer.Ordinal), Peers.Count == 0 ? default : [.. Peers],
        Ports.Count == 0 ? default : [.. Ports], DryRun);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PolicyRow> table)
    {
        table.ToTable("policies", t => t.HasCheckConstraint("ck_policies_priority", $"priority BETWEEN 1 AND {PolicyBounds.LastPriority}"));
        table.Ignore(row => row.Settings);
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Name).HasMaxLength(NameRules.Longest);
        table.Property(row => row.Direction).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Action).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Selector).HasColumnType("jsonb").HasConversion(LabelsJson.Converter, LabelsJson.Comparer);
        table.Property(row => row.Peers).HasColumnType("jsonb").HasConversion(PolicyJson.Peers, PolicyJson.PeersCompared);
        table.Property(row => row.Ports).HasColumnType("jsonb").HasConversion(PolicyJson.Ports, PolicyJson.PortsCompared);
        table.HasAlternateKey(row => new { row.Id, row.TenantId });
        table.HasIndex(row => row.TenantId);
        table.HasIndex(row => new { row.NetworkId, row.Name }).IsUnique();
        table.HasIndex(row => new { row.NetworkId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.NetworkId, row.CreatedAt, row.Id });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
