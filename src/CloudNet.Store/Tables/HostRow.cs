using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>hosts</c>: who enrolled, and what its agent last said of itself. Two hosts of one tenant cannot have the same
/// underlay address (<see cref="OneUnderlay"/>, made in the migration: EF Core orders the keys it knows, addresses have no order).
/// </summary>
public sealed class HostRow : IEntityTypeConfiguration<HostRow>
{
    /// <summary>Name of the unique index on the underlay address.</summary>
    public const string OneUnderlay = "ix_hosts_tenant_id_underlay_address";

    /// <summary>The host.</summary>
    public HostId Id { get; set; }

    /// <summary>Its owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    /// <summary>ECDSA P-256 SubjectPublicKeyInfo; unique: one key, one host.</summary>
    public byte[] PublicKey { get; set; } = [];

    /// <summary>What /etc/machine-id held when it enrolled.</summary>
    public string? MachineId { get; set; }

    /// <summary>The address that peers send to; unique in the tenant.</summary>
    public IPAddress UnderlayAddress { get; set; } = IPAddress.None;

    /// <summary>When it enrolled.</summary>
    public DateTimeOffset EnrolledAt { get; set; }

    /// <summary>The link that holds the host, by its name; null where none is open.</summary>
    public string? LinkedTo { get; set; }

    /// <summary>When it was last heard of; null before its first link.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Since when services leave out what runs on it, as nothing is heard of it; null: they do not.</summary>
    public DateTimeOffset? AwaySince { get; set; }

    /// <summary>Version of its agent.</summary>
    public string? AgentVersion { get; set; }

    /// <summary>Boot id of its kernel, as its agent last said.</summary>
    public string? BootId { get; set; }

    /// <summary>The machine that holds the link, or held the last one (<see cref="Domain.Hosts.Machine"/>).</summary>
    public string? Machine { get; set; }

    /// <summary>When that link took the host, or held it still while nothing that is heard of it could be stored.</summary>
    public DateTimeOffset? LinkedAt { get; set; }

    /// <summary>Other machines that were refused as this host, the last one last.</summary>
    public string[] Contenders { get; set; } = [];

    /// <summary>Since when machines are refused.</summary>
    public DateTimeOffset? ContendedSince { get; set; }

    /// <summary>When one was last.</summary>
    public DateTimeOffset? ContendedAt { get; set; }

    /// <summary>Why, for people; null where there is nothing to be said of it.</summary>
    public string? LinkRefused { get; set; }

    /// <summary>What its agent could not do.</summary>
    public string[] Problems { get; set; } = [];

    /// <summary>What may come to clash with its networks, as its agent said; null where it said nothing of it.</summary>
    public string[]? Warnings { get; set; }

    /// <summary>How many routes and pools it has beyond what is kept.</summary>
    public int RangesCut { get; set; }

    /// <summary>Its labels: those of its enrolment key, until somebody changes them.</summary>
    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>Whether it can build networks of each driver, as its agent said; null where it said nothing of it.</summary>
    public DriverAbility[]? Drivers { get; set; }

    /// <summary>Its WireGuard keys' public halves, by generation.</summary>
    public MemberKey[] WireguardKeys { get; set; } = [];

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<HostRow> table)
    {
        table.ToTable("hosts");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Labels).HasColumnType("jsonb").HasConversion(LabelsJson.Converter, LabelsJson.Comparer).HasDefaultValueSql("'{}'");
        table.Property(row => row.Drivers!).HasColumnType("jsonb").HasConversion(ReportedJson<DriverAbility>.Converter, ReportedJson<DriverAbility>.Comparer);
        table.Property(row => row.WireguardKeys).HasColumnType("jsonb").HasConversion(ReportedJson<MemberKey>.Converter, ReportedJson<MemberKey>.Comparer)
            .HasDefaultValueSql("'[]'");
        table.HasIndex(row => new { row.TenantId, row.Name }).IsUnique();
        table.HasIndex(row => row.PublicKey).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.TenantId, row.EnrolledAt, row.Id });
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
