using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Rollouts;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>rollouts</c>: networks that go, or went, from one way across to another. Of one network no two are under way at once.</summary>
public sealed class RolloutRow : IEntityTypeConfiguration<RolloutRow>
{
    /// <summary>The rollout.</summary>
    public RolloutId Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>The way that it had.</summary>
    public DataPlane From { get; set; } = null!;

    /// <summary>The way that it was to have.</summary>
    public DataPlane To { get; set; } = null!;

    /// <summary>Where it stands.</summary>
    public RolloutState State { get; set; }

    /// <summary>The last host, in the order of their ids, that was told to send by the new way; null: none.</summary>
    public HostId? MovedThrough { get; set; }

    /// <summary>Revision of the network's stream that said so.</summary>
    public long Revision { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>What was in the way; null where nothing was.</summary>
    public string? Reason { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset BeganAt { get; set; }

    /// <summary>When it ended; null: it has not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>As the rules see it.</summary>
    /// <param name="from">Since when hosts can be heard of; what was before is no time that they were silent in.</param>
    public Rollout AsRollout(DateTimeOffset from) => new(State, MovedThrough, Revision, Since > from ? Since : from);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RolloutRow> table)
    {
        table.ToTable("rollouts");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.From).HasColumnName("from_plane").HasConversion(PlaneJson.Plane).HasColumnType("jsonb");
        table.Property(row => row.To).HasColumnName("to_plane").HasConversion(PlaneJson.Plane).HasColumnType("jsonb");
        table.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Reason).HasMaxLength(2048);
        table.HasIndex(row => row.NetworkId).IsUnique().HasFilter("ended_at IS NULL");
        table.HasIndex(row => new { row.NetworkId, row.BeganAt });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
